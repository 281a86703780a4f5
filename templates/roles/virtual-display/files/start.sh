# Starts an X server under the first free number and prints NAME=value for later steps.
# Arguments: the server, the first number to try, whether an authority file is made, arguments of the server.
set -e

server=$1 number=$2 authority=$3
shift 3

while [ -e "/tmp/.X$number-lock" ] || [ -e "/tmp/.X11-unix/X$number" ]; do number=$((number + 1)); done

if [ "$authority" = true ]; then
  file=$HOME/.Xauthority-$number
  touch -- "$file"
  chmod 600 -- "$file"
  xauth -q -f "$file" add ":$number" . "$(mcookie)"
  echo "XAUTHORITY=$file"
  set -- -auth "$file" "$@"
fi

log=$HOME/.virtual-display-$number.log
nohup "$server" ":$number" "$@" </dev/null >"$log" 2>&1 &
process=$!

tries=0
until [ -e "/tmp/.X11-unix/X$number" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 30 ] || ! kill -0 "$process"; then
    cat -- "$log"
    exit 1
  fi
  sleep 1
done
echo "DISPLAY=:$number"
echo "VIRTUAL_DISPLAY_PID=$process"
