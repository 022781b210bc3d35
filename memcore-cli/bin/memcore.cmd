@echo off
rem Starts the command line of memcore with a JDK or JRE 21 or later.
rem
rem This script was not tested: the project is built and tested on Linux only. It does not look for a JDK beyond
rem MEMCORE_JAVA, JAVA_HOME and the PATH. The jar itself prints an error on a JVM that is older than 21.
setlocal
set "HERE=%~dp0"
set "JAR=%MEMCORE_JAR%"
if not defined JAR if exist "%HERE%memcore-cli.jar" set "JAR=%HERE%memcore-cli.jar"
if not defined JAR if exist "%HERE%..\app\memcore-cli.jar" set "JAR=%HERE%..\app\memcore-cli.jar"
if not defined JAR if exist "%HERE%..\target\memcore-cli.jar" set "JAR=%HERE%..\target\memcore-cli.jar"
if not defined JAR (
  echo memcore: there is no memcore-cli.jar beside %HERE% 1>&2
  exit /b 2
)
set "JAVA=%MEMCORE_JAVA%"
if not defined JAVA if exist "%HERE%java.exe" set "JAVA=%HERE%java.exe"
if not defined JAVA if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA set "JAVA=java"
"%JAVA%" --enable-native-access=ALL-UNNAMED %MEMCORE_JAVA_OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
