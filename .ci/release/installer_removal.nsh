; Uninstalling: the program goes, data only when ticked and confirmed twice.

Function un.onInit
  SetShellVarContext current
  StrCpy $INSTDIR "${TEMPAT}"
  StrCpy $Hapus 0
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "JamsosDesaPemasang") p .r1 ? e'
  Pop $0
  ${If} $0 = 183 ; an installer is at work
    ${IfNot} ${Silent}
      MessageBox MB_OK|MB_ICONINFORMATION "$(SUDAH_JALAN)"
    ${EndIf}
    SetErrorLevel 10
    Quit
  ${EndIf}
FunctionEnd

Function un.Tanya
  !insertmacro MUI_HEADER_TEXT "$(COPOT)" "$(COPOT_ISI)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 4u 100% 24u "$(COPOT_TANYA)"
  Pop $0
  ${NSD_CreateCheckBox} 0 38u 100% 12u "$(COPOT_DATA)"
  Pop $Kotak
  ${If} $Hapus = 1
    ${NSD_Check} $Kotak
  ${EndIf}
  ${NSD_CreateLabel} 12u 54u 100% 40u "$(COPOT_HILANG)"
  Pop $0
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(COPOT_TOMBOL)"
  nsDialogs::Show
FunctionEnd

Function un.Jawab
  StrCpy $Hapus 0
  ${NSD_GetState} $Kotak $Centang
  ${If} $Centang = ${BST_CHECKED}
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "$(YAKIN_1)" IDYES +2
    Abort
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONSTOP "$(YAKIN_2)" IDYES +2
    Abort
    StrCpy $Hapus 1
  ${EndIf}
FunctionEnd

Section "Uninstall"
  ${Sedang} "$(MENCOPOT)"
  SetOutPath "$PROFILE"
  Call un.Tunggu
  ${If} $0 <> 0
    SetErrorLevel 5
    ${IfNot} ${Silent}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(TETAP_TERBUKA)"
    ${EndIf}
    Abort
  ${EndIf}
  Delete "$SMPROGRAMS\${PINTASAN}"
  Delete "$DESKTOP\${PINTASAN}"
  ReadRegStr $0 HKCU "Software\Classes\.jdx" ""
  ${If} $0 == "${JENIS}"
    DeleteRegValue HKCU "Software\Classes\.jdx" ""
  ${EndIf}
  ; Others know a .jdx, too (measurements of chemists): what they wrote there stays.
  DeleteRegValue HKCU "Software\Classes\.jdx\OpenWithProgids" "${JENIS}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.jdx\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.jdx"
  DeleteRegKey HKCU "Software\Classes\${JENIS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DeleteRegValue HKCU "${SEKALI}" "JamsosDesa"
  RMDir /r "$INSTDIR.baru"
  RMDir /r "$INSTDIR.lama"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKCU "${DAFTAR}"
  ${If} $Hapus = 1
    RMDir /r "${DATA}"
  ${EndIf}
SectionEnd
