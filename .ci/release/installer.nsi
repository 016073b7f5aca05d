; The installer for Windows. Compiled by stage.py, which says what is in it:
;   ISI      the staged program        VERSI, VERSI4   1.0.0 and 1.0.0.0
;   KELUAR   the installer to be made  UKURAN          KB of the program when it is laid out
;   IKON     the program's icon        SASARAN         x86-unicode (also says "64-bit only" on an old Windows)
;   GAMBAR   the picture at the left   RUANG           MB that must be free
;   TANDA    optional: a command that signs a file (installer and uninstaller)
;
; Per account, without an administrator. Whenever it is cut short, a whole program stands under its name, or stands
; beside it and is put there at the next log-in:
;   JamsosDesa.baru   laid out, proved by starting it, written through to the disk
;   RunOnce           names the kept copy of this installer, before the first rename
;   JamsosDesa -> JamsosDesa.lama, JamsosDesa.baru -> JamsosDesa; undone when the second fails
; Data (%LOCALAPPDATA%\JamsosDesa) is never touched; only copies of installers are kept in its folder "pemasang".
;
; /S silent, starts the program again   /DATA=DIR over these data (the last word)   /TANPAMULAI does not start it
; /DIAM says nothing even when it fails (exit code and pemasang\hasil.ini tell)
; /LANJUT after a power cut: gives way to a program that is open by then
; Exit codes: 0 done, 1 given up by the user, 2 cut short, 3 a newer one is there, 4 no room, 5 still open,
; 6 another Windows, 7 not writable, 8 the new program does not start here, 9 could not be put in place,
; 10 another installer is at work.

Unicode true
Target ${SASARAN}
SetCompressor lzma ; each file alone: as one block the whole program would be unpacked into %TEMP% once more, unasked
SetCompressorDictSize 64
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
CRCCheck force
AllowSkipFiles off
AllowRootDirInstall false
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "Jamsos Desa ${VERSI}"
Name "Jamsos Desa"
InstallButtonText "&Pasang"
MiscButtonText "< &Mundur" "&Lanjut >" "Batal" "&Tutup"
Caption "Pasang Jamsos Desa ${VERSI}"
OutFile "${KELUAR}"
!ifdef TANDA
  !finalize `${TANDA} "%1"` = 0
  !uninstfinalize `${TANDA} "%1"` = 0
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include x64.nsh
!include nsDialogs.nsh

!define TEMPAT "$LOCALAPPDATA\Programs\JamsosDesa"
!define DATA "$LOCALAPPDATA\JamsosDesa"
!define SIMPANAN "${DATA}\pemasang"
!define SALINAN "JamsosDesa-${VERSI}-pemasang.exe"
!define COPOT "Copot-JamsosDesa.exe"
!define DAFTAR "Software\Microsoft\Windows\CurrentVersion\Uninstall\JamsosDesa"
!define SEKALI "Software\Microsoft\Windows\CurrentVersion\RunOnce"
!define JENIS "JamsosDesa.Berkas"
!define PINTASAN "Jamsos Desa.lnk"
!define TUNGGU 240 ; quarters of a second that a silent upgrade waits for the program to end

VIProductVersion "${VERSI4}"
VIFileVersion "${VERSI4}"
VIAddVersionKey /LANG=1057 "ProductName" "Jamsos Desa"
VIAddVersionKey /LANG=1057 "FileDescription" "Pemasang Jamsos Desa"
VIAddVersionKey /LANG=1057 "CompanyName" "Jamsos Desa"
VIAddVersionKey /LANG=1057 "LegalCopyright" "GPL-3.0-or-later"
VIAddVersionKey /LANG=1057 "ProductVersion" "${VERSI}"
VIAddVersionKey /LANG=1057 "FileVersion" "${VERSI}"

Var Versi   ; the version that is installed, "" none
Var Kode    ; why it failed: the exit code
Var Sebab   ; and a word for hasil.ini
Var Kata    ; and the sentences
Var Simpan  ; 1: this very run put the kept copy of the installer there, and takes it back when it fails
Var Lanjut  ; 1: begun by Windows at a log-in, after a power cut
Var Hapus   ; uninstaller: whether data go too
Var Centang
Var Kotak

; --- pages ---

!define MUI_ICON "${IKON}"
!define MUI_UNICON "${IKON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${GAMBAR}"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "$(BERHENTI)"
!define MUI_ABORTWARNING_CANCEL_DEFAULT
!define MUI_WELCOMEPAGE_TITLE "$(SALAM)"
!define MUI_WELCOMEPAGE_TEXT "$(SALAM_ISI)"
!define MUI_PAGE_CUSTOMFUNCTION_SHOW DiSalam
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "$(PASANG)"
!define MUI_PAGE_HEADER_SUBTEXT "$(PASANG_ISI)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(JADI)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(JADI_ISI)"
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "$(BATAL)"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "$(BATAL_ISI)"
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(JADI)"
!define MUI_FINISHPAGE_TEXT "$(SELESAI_ISI)"
!define MUI_FINISHPAGE_BUTTON "$(SELESAI)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(BUKA)"
!define MUI_FINISHPAGE_RUN_FUNCTION Mulai
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH

!ifdef MUI_INSTFILESPAGE_ABORTHEADER_TEXT ; MUI forgets to take these back
  !undef MUI_INSTFILESPAGE_ABORTHEADER_TEXT
  !undef MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT
!endif
UninstPage custom un.Tanya un.Jawab
!define MUI_PAGE_HEADER_TEXT "$(COPOT)"
!define MUI_PAGE_HEADER_SUBTEXT "$(PASANG_ISI)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(TERCOPOT)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(TERCOPOT_ISI)"
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "$(BATAL)"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "$(BATAL_COPOT)"
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "Indonesian"
!include "${__FILEDIR__}/installer_words.nsh"

; One line above the bar, never the file of the moment.
!macro SEDANG kata
  SetDetailsPrint textonly
  DetailPrint "${kata}"
  SetDetailsPrint none
!macroend
!define Sedang "!insertmacro SEDANG"

; --- failing ---

!macro GAGAL kode sebab kata
  StrCpy $Kode ${kode}
  StrCpy $Sebab "${sebab}"
  StrCpy $Kata "${kata}"
  Call Gagal
!macroend
!define Gagal "!insertmacro GAGAL"

; Says why, writes it down, opens what stood before, ends. A kept installer of an earlier day is nobody's to delete here:
; it is the way back.
Function Gagal
  SetOutPath "$PROFILE"
  RMDir /r "${TEMPAT}.baru"
  ${If} $Simpan = 1
    Delete "${SIMPANAN}\${SALINAN}"
  ${EndIf}
  WriteINIStr "${SIMPANAN}\hasil.ini" "pemasang" "hasil" "$Sebab"
  WriteINIStr "${SIMPANAN}\hasil.ini" "pemasang" "versi" "${VERSI}"
  ${GetParameters} $R0
  ${GetOptions} $R0 "/DIAM" $R1
  ${If} ${Errors}
  ${AndIf} $Lanjut$Kode <> 15 ; nobody asked for anything: the program that is open goes on
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Kata"
  ${EndIf}
  ${If} ${Silent}
  ${AndIf} $Kode != 5 ; it still runs
    Call MulaiLagi
  ${EndIf}
  SetErrorLevel $Kode
  Quit
FunctionEnd

; --- what stands here ---

Function .onInit
  SetShellVarContext current
  StrCpy $INSTDIR "${TEMPAT}" ; wherever /D= points: one place, so that links and upgrades find it
  SetRegView 64
  System::Call 'kernel32::SetEnvironmentVariableW(w "PYINSTALLER_RESET_ENVIRONMENT", w "1")'
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "JamsosDesaPemasang") p .r1 ? e'
  Pop $0
  ${If} $0 = 183 ; another installer of ours is at work, or the uninstaller: nothing of it is touched
    ${GetParameters} $R0
    ${GetOptions} $R0 "/DIAM" $R1
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONINFORMATION "$(SUDAH_JALAN)"
    ${EndIf}
    SetErrorLevel 10
    Quit
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/LANJUT" $R1
  ${IfNot} ${Errors}
    StrCpy $Lanjut 1
  ${EndIf}
  ; The power went between two renames: what stood there comes back first.
  ${IfNot} ${FileExists} "$INSTDIR\JamsosDesa.exe"
  ${AndIf} ${FileExists} "$INSTDIR.lama\JamsosDesa.exe"
    RMDir /r "$INSTDIR"
    Rename "$INSTDIR.lama" "$INSTDIR"
  ${EndIf}
  Call YangTerpasang
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    ${Gagal} 6 "windows-lain" "$(BEDA_WINDOWS)"
  ${EndIf}
  ${IfNot} ${AtLeastBuild} 17763
    ${Gagal} 6 "windows-lain" "$(BEDA_WINDOWS)"
  ${EndIf}
  ${If} $Versi != ""
    ${VersionCompare} "$Versi" "${VERSI}" $0
    ${If} $0 = 1
      ${Gagal} 3 "lebih-baru" "$(LEBIH_BARU)"
    ${EndIf}
  ${EndIf}
FunctionEnd

; $Versi: as it is written down. The program itself is asked, too: after a power cut behind the renames, or with a registry
; from before, an older version would go over it.
Function YangTerpasang
  ReadRegStr $Versi HKCU "${DAFTAR}" "DisplayVersion"
  ${IfNot} ${FileExists} "$INSTDIR\JamsosDesa.exe"
    StrCpy $Versi "" ; deleted by hand
    Return
  ${EndIf}
  ClearErrors
  ${GetFileVersion} "$INSTDIR\JamsosDesa.exe" $1
  ${IfNot} ${Errors}
    StrCpy $1 $1 -2 ; 1.0.0 of 1.0.0.0
    ${VersionCompare} "$1" "${VERSI}" $0
    ${If} $0 = 1
    ${OrIf} $Versi == ""
      StrCpy $Versi $1
    ${EndIf}
  ${EndIf}
  ClearErrors
FunctionEnd

Function DiSalam
  ${If} $Versi == "${VERSI}"
    SendMessage $mui.WelcomePage.Text ${WM_SETTEXT} 0 "STR:$(SALAM_ULANG)"
  ${ElseIf} $Versi != ""
    SendMessage $mui.WelcomePage.Text ${WM_SETTEXT} 0 "STR:$(SALAM_GANTI)"
  ${EndIf}
FunctionEnd

!include "${__FILEDIR__}/installer_running.nsh"
!include "${__FILEDIR__}/installer_swap.nsh"

; --- installing ---

; Links, the type .jdx, and the entry in the list of programs. $Versi is what stood here before.
Function Kenalkan
  CreateShortCut "$SMPROGRAMS\${PINTASAN}" "$INSTDIR\JamsosDesa.exe" "" "$INSTDIR\JamsosDesa.exe" 0
  ${If} $Versi == "" ; later it is there, or was taken away on purpose
    CreateShortCut "$DESKTOP\${PINTASAN}" "$INSTDIR\JamsosDesa.exe" "" "$INSTDIR\JamsosDesa.exe" 0
  ${EndIf}
  WriteRegStr HKCU "Software\Classes\${JENIS}" "" "$(FILE_JDX)"
  WriteRegStr HKCU "Software\Classes\${JENIS}\DefaultIcon" "" "$INSTDIR\JamsosDesa.exe,0"
  WriteRegStr HKCU "Software\Classes\${JENIS}\shell\open\command" "" '"$INSTDIR\JamsosDesa.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.jdx" "" "${JENIS}"
  WriteRegStr HKCU "Software\Classes\.jdx\OpenWithProgids" "${JENIS}" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${If} $Versi != ""
  ${AndIf} $Versi != "${VERSI}"
    WriteRegStr HKCU "${DAFTAR}" "VersiSebelum" "$Versi"
  ${EndIf}
  WriteRegStr HKCU "${DAFTAR}" "DisplayName" "Jamsos Desa"
  WriteRegStr HKCU "${DAFTAR}" "DisplayVersion" "${VERSI}"
  WriteRegStr HKCU "${DAFTAR}" "DisplayIcon" "$INSTDIR\JamsosDesa.exe,0"
  WriteRegStr HKCU "${DAFTAR}" "Publisher" "Jamsos Desa"
  WriteRegStr HKCU "${DAFTAR}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${DAFTAR}" "UninstallString" '"$INSTDIR\${COPOT}"'
  WriteRegStr HKCU "${DAFTAR}" "QuietUninstallString" '"$INSTDIR\${COPOT}" /S'
  WriteRegDWORD HKCU "${DAFTAR}" "EstimatedSize" ${UKURAN}
  WriteRegDWORD HKCU "${DAFTAR}" "NoModify" 1
  WriteRegDWORD HKCU "${DAFTAR}" "NoRepair" 1
FunctionEnd

Section "Jamsos Desa"
  ${Sedang} "$(MENYALIN)"
  RMDir /r "$INSTDIR.baru" ; of one that was cut short
  Call CekRuang
  SetOutPath "$INSTDIR.baru"
  ClearErrors
  File /r "${ISI}/*"
  WriteUninstaller "$INSTDIR.baru\${COPOT}"
  ${If} ${Errors}
    ${Gagal} 7 "tak-tertulis" "$(TAK_TERTULIS)"
  ${EndIf}
  SetOutPath "$PROFILE" ; a folder somebody stands in cannot be renamed; links begin here, too
  ${Sedang} "$(MENCOBA)"
  nsExec::ExecToStack /TIMEOUT=120000 '"$INSTDIR.baru\jamsos.exe" --versi'
  Pop $0
  Pop $1
  ${If} $0 != "0"
    ${Gagal} 8 "tak-jalan" "$(TAK_JALAN)"
  ${EndIf}
  Push "$INSTDIR.baru"
  Call TulisTuntas
  ; This takes seconds: nobody opens the program again between waiting for its end and the renames.
  Call SimpanPemasang
  ${If} $Lanjut = 1
    Call MasihTerbuka
  ${Else}
    Call Tunggu
  ${EndIf}
  ${If} $0 <> 0
    ${Gagal} 5 "masih-terbuka" "$(TETAP_TERBUKA)"
  ${EndIf}
  ${Sedang} "$(MENUKAR)"
  Call Tukar
  Call Kenalkan
  Call LepasPemasang
  RMDir /r "$INSTDIR.lama"
  DeleteRegValue HKCU "${SEKALI}" "JamsosDesa"
  WriteINIStr "${SIMPANAN}\hasil.ini" "pemasang" "hasil" "jadi"
  WriteINIStr "${SIMPANAN}\hasil.ini" "pemasang" "versi" "${VERSI}"
  SetErrorLevel 0
  ${If} ${Silent}
    Call MulaiLagi
  ${EndIf}
SectionEnd

Function .onInstFailed
  ${Gagal} 2 "terputus" "$(TAK_TERTULIS)"
FunctionEnd

Function Mulai
  Exec '"$INSTDIR\JamsosDesa.exe"'
FunctionEnd

; After a silent upgrade: over the same data, unless told not to.
Function MulaiLagi
  ${GetParameters} $R0
  ${GetOptions} $R0 "/TANPAMULAI" $R1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\JamsosDesa.exe"
    Return
  ${EndIf}
  StrCpy $R1 0
  ${Do} ; /DATA= comes last: the folder is all that follows, in quotes or not
    StrCpy $R2 $R0 6 $R1
    ${If} $R2 == ""
      Exec '"$INSTDIR\JamsosDesa.exe"'
      Return
    ${EndIf}
    IntOp $R1 $R1 + 1
  ${LoopUntil} $R2 == "/DATA="
  IntOp $R1 $R1 + 5
  StrCpy $R2 $R0 "" $R1
  StrCpy $R3 $R2 1
  ${If} $R3 == '"'
    StrCpy $R2 $R2 "" 1
  ${EndIf}
  StrCpy $R3 $R2 1 -1
  ${If} $R3 == '"'
    StrCpy $R2 $R2 -1
  ${EndIf}
  StrCpy $R3 $R2 1 -1
  ${If} $R3 == "\" ; of a drive (D:\): one alone would take the quote that follows for a letter
    StrCpy $R2 "$R2\"
  ${EndIf}
  Exec '"$INSTDIR\JamsosDesa.exe" --data "$R2"'
FunctionEnd

!include "${__FILEDIR__}/installer_removal.nsh"
