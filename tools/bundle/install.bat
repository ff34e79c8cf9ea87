@echo off
chcp 65001 >nul
rem 离线安装台账。用法：install.bat [安装目录]，缺省装到 %USERPROFILE%\taizhang。不联网，不需要管理员权限。
setlocal
set "target=%~1"
if "%target%"=="" set "target=%USERPROFILE%\taizhang"

py -@PYTHON@ -c "pass" >nul 2>nul
if errorlevel 1 (
    echo 没有找到 Python @PYTHON@，这个安装包是为它做的。装好 Python（勾选 py launcher）后再运行。
    exit /b 1
)
py -@PYTHON@ -m venv --without-pip "%target%" || exit /b 1
for %%f in ("%~dp0wheels\pip-*.whl") do set "PYTHONPATH=%%f"
"%target%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%~dp0wheels" --require-hashes --requirement "%~dp0requirements.txt" || exit /b 1
set "PYTHONPATH="
"%target%\Scripts\taizhang.exe" --help >nul || exit /b 1

echo 台账已装到 %target%。
echo 第一次：%target%\Scripts\taizhang init
echo 启动：  %target%\Scripts\taizhang serve
