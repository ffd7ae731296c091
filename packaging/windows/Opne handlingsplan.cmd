@echo off
rem Opens the plans in Documents in the browser. Drop a folder with a plan on this file to open that one.
chcp 65001 >nul
title handlingsplan
if "%~1"=="" (
  cd /d "%USERPROFILE%\Documents" 2>nul
  "%~dp0handlingsplan.exe" watch
) else (
  "%~dp0handlingsplan.exe" watch "%~1"
)
if errorlevel 1 pause
