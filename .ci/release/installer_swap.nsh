; On the disk: written through, room, the kept copies of installers, and the old and the new program changing places.

; Whatever lies below the folder on the stack is written through to the disk: a rename that survives a power cut must
; not point to files that did not.
Function TulisTuntas
  Exch $R0
  Push $R1
  Push $R2
  Push $R3
  FindFirst $R1 $R2 "$R0\*"
  ${DoWhile} $R2 != ""
    ${If} $R2 == "."
    ${OrIf} $R2 == ".."
      Nop
    ${ElseIf} ${FileExists} "$R0\$R2\*.*"
      Push "$R0\$R2"
      Call TulisTuntas
    ${Else}
      System::Call 'kernel32::CreateFileW(w "$R0\$R2", i 0x40000000, i 7, p 0, i 3, i 0, p 0) p .R3'
      ${If} $R3 P<> -1
        System::Call 'kernel32::FlushFileBuffers(p R3)'
        System::Call 'kernel32::CloseHandle(p R3)'
      ${EndIf}
    ${EndIf}
    FindNext $R1 $R2
  ${Loop}
  FindClose $R1
  ClearErrors
  Pop $R3
  Pop $R2
  Pop $R1
  Pop $R0
FunctionEnd

; Renames $1 to $2, again and again for a while: virus scanners hold new files open for a moment. $0: 1 done.
Function GantiNama
  StrCpy $8 0
  ${Do}
    ClearErrors
    Rename "$1" "$2"
    ${IfNot} ${Errors}
      StrCpy $0 1
      Return
    ${EndIf}
    Sleep 250
    IntOp $8 $8 + 1
  ${LoopUntil} $8 >= 40
  ClearErrors
  StrCpy $0 0
FunctionEnd

Function CekRuang
  ${DriveSpace} "$LOCALAPPDATA\" "/D=F /S=M" $1
  ${If} $1 < ${RUANG}
    ${Gagal} 4 "ruang-kurang" "$(RUANG_KURANG)"
  ${EndIf}
FunctionEnd

; This very file stays on the laptop: what RunOnce starts, and the way back when a later version has come.
Function SimpanPemasang
  CreateDirectory "${SIMPANAN}"
  ${If} $EXEPATH != "${SIMPANAN}\${SALINAN}"
    ClearErrors
    ${IfNot} ${FileExists} "${SIMPANAN}\${SALINAN}"
      StrCpy $Simpan 1
    ${EndIf}
    CopyFiles /SILENT "$EXEPATH" "${SIMPANAN}\${SALINAN}.baru"
    ${If} ${Errors}
      Delete "${SIMPANAN}\${SALINAN}.baru"
      ${Gagal} 7 "tak-tertulis" "$(TAK_TERTULIS)"
    ${EndIf}
    Delete "${SIMPANAN}\${SALINAN}"
    Rename "${SIMPANAN}\${SALINAN}.baru" "${SIMPANAN}\${SALINAN}"
  ${EndIf}
  Push "${SIMPANAN}"
  Call TulisTuntas
FunctionEnd

; Of the kept installers the present one and the one before stay.
Function LepasPemasang
  ReadRegStr $2 HKCU "${DAFTAR}" "VersiSebelum"
  ${If} $Versi != ""
  ${AndIf} $Versi != "${VERSI}"
    StrCpy $2 $Versi
  ${EndIf}
  FindFirst $0 $1 "${SIMPANAN}\JamsosDesa-*-pemasang.exe"
  ${DoWhile} $1 != ""
    ${If} $1 != "${SALINAN}"
    ${AndIf} $1 != "JamsosDesa-$2-pemasang.exe"
      Delete "${SIMPANAN}\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  ClearErrors
FunctionEnd

; Old and new program change places.
Function Tukar
  WriteRegStr HKCU "${SEKALI}" "JamsosDesa" '"${SIMPANAN}\${SALINAN}" /S /LANJUT /TANPAMULAI'
  System::Call 'advapi32::RegFlushKey(p 0x80000001)' ; HKCU: on the disk before the folders move
  RMDir /r "$INSTDIR.lama"
  ${If} ${FileExists} "$INSTDIR\*.*"
    StrCpy $1 "$INSTDIR"
    StrCpy $2 "$INSTDIR.lama"
    Call GantiNama
    ${If} $0 = 0
      DeleteRegValue HKCU "${SEKALI}" "JamsosDesa"
      ${Gagal} 9 "tak-tukar" "$(TAK_TUKAR)"
    ${EndIf}
  ${EndIf}
  StrCpy $1 "$INSTDIR.baru"
  StrCpy $2 "$INSTDIR"
  Call GantiNama
  ${If} $0 = 0
    StrCpy $1 "$INSTDIR.lama"
    Call GantiNama
    ${If} $0 = 1
    ${OrIfNot} ${FileExists} "$INSTDIR.lama\*.*" ; there was none before
      DeleteRegValue HKCU "${SEKALI}" "JamsosDesa"
    ${Else} ; not even back: the next log-in mends it, by the kept installer
      StrCpy $Simpan 0
    ${EndIf}
    ${Gagal} 9 "tak-tukar" "$(TAK_TUKAR)"
  ${EndIf}
FunctionEnd
