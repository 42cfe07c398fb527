; The uninstaller asks what becomes of the data, and keeps it unless told otherwise. An update, and a silent uninstall,
; never ask and never delete.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    SetShellVarContext current
    ${if} ${FileExists} "$APPDATA\${APP_FILENAME}\settings.db"
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 \
        "Delete your data as well?$\r$\n$\r$\nOrders, fills, bots and settings are in$\r$\n$APPDATA\${APP_FILENAME}$\r$\n$\r$\nOrders that are open at an exchange stay open, and cannot be looked up here any more." \
        /SD IDNO IDNO keepData
      RMDir /r "$APPDATA\${APP_FILENAME}"
      keepData:
    ${endIf}
    ${if} $installMode == "all"
      SetShellVarContext all
    ${endIf}
  ${endIf}
!macroend
