; The program that runs now, the same for installer and uninstaller: noticed, asked to close, waited for.

!macro PENUTUP awal
; $0: 1 while a program of ours runs (its file cannot be written then).
Function ${awal}MasihTerbuka
  StrCpy $0 0
  ${If} ${FileExists} "$INSTDIR\JamsosDesa.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\JamsosDesa.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\jamsos.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\jamsos.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
  ClearErrors
FunctionEnd

; Asks each window of the installed program to close, as a click on its cross does: it keeps what was typed.
Function ${awal}MintaTutup
  StrCpy $1 0
  ${Do}
    System::Call 'user32::FindWindowExW(p 0, p r1, p 0, p 0) p .r1'
    ${If} $1 P= 0
      ${ExitDo}
    ${EndIf}
    System::Call 'user32::IsWindowVisible(p r1) i .r2'
    ${If} $2 <> 0
      System::Call 'user32::GetWindowThreadProcessId(p r1, *i .r3)'
      System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i r3) p .r4'
      ${If} $4 P<> 0
        System::Call 'kernel32::QueryFullProcessImageNameW(p r4, i 0, w .r5, *i ${NSIS_MAX_STRLEN} .r6) i .r7'
        System::Call 'kernel32::CloseHandle(p r4)'
        ${If} $7 <> 0
        ${AndIf} $5 == "$INSTDIR\JamsosDesa.exe"
          System::Call 'user32::PostMessageW(p r1, i 0x10, p 0, p 0)'
        ${EndIf}
      ${EndIf}
    ${EndIf}
  ${Loop}
FunctionEnd

; Returns when nothing of ours runs any more; $0: 1 when it still does and nobody wants to wait.
Function ${awal}Tunggu
  ${If} ${Silent}
    StrCpy $8 0
    ${Do}
      Call ${awal}MasihTerbuka
      ${If} $0 = 0
      ${OrIf} $8 > ${TUNGGU}
        Return
      ${EndIf}
      ${If} $8 = 40 ; it was told to end and has not: its window may wait for an answer
        Call ${awal}MintaTutup
      ${EndIf}
      Sleep 250
      IntOp $8 $8 + 1
    ${Loop}
  ${EndIf}
  ${Do}
    Call ${awal}MasihTerbuka
    ${If} $0 = 0
      Return
    ${EndIf}
    Call ${awal}MintaTutup
    Sleep 1500
    Call ${awal}MasihTerbuka
    ${If} $0 = 0
      Return
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(TERBUKA)" IDRETRY lagi
    Return
    lagi:
  ${Loop}
FunctionEnd
!macroend
!insertmacro PENUTUP ""
!insertmacro PENUTUP "un."
