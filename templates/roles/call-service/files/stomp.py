"""Sends one message to a topic of a broker, by STOMP 1.2."""
import socket


def main(options):
    access = secret()  # noqa: F821 (service.py stands before this file)
    host, port = access["host"], int(access.get("port") or 61613)
    try:
        with socket.create_connection((host, port), 30) as connection:
            reader = connection.makefile("rb")
            send(connection, "CONNECT", {
                "accept-version": "1.2", "host": host,
                "login": access.get("username", ""), "passcode": access.get("password", "")})
            expect(reader, "CONNECTED")
            headers = dict(options["headers"], destination=options["destination"], receipt="1")
            send(connection, "SEND", headers, options["body"])
            expect(reader, "RECEIPT")
            send(connection, "DISCONNECT", {})
    except OSError as error:
        fail("%s:%d does not answer: %s" % (host, port, error))  # noqa: F821
    print("Sent to %s" % options["destination"])


def send(connection, command, headers, body=""):
    data = body.encode()
    if data:
        headers = dict(headers, **{"content-length": str(len(data))})
    # CONNECT knows no escapes.
    write = str if command == "CONNECT" else escaped
    lines = [command] + ["%s:%s" % (write(name), write(str(value))) for name, value in sorted(headers.items())]
    connection.sendall("\n".join(lines + ["", ""]).encode() + data + b"\0")


def escaped(text):
    for character, escape in (("\\", "\\\\"), ("\r", "\\r"), ("\n", "\\n"), (":", "\\c")):
        text = text.replace(character, escape)
    return text


def expect(reader, command):
    frame = b""
    while not frame.endswith(b"\0"):
        read = reader.read(1)
        if not read:
            fail("The broker closed the connection.")  # noqa: F821
        frame = (frame + read).lstrip(b"\r\n")
    answer = frame.decode("utf-8", "replace").split("\n")
    if answer[0].strip() != command:
        fail("The broker answered %s" % " ".join(answer)[:500])  # noqa: F821


PRESET = {"headers": {}, "body": ""}
