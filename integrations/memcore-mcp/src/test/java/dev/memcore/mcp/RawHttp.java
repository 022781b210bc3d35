package dev.memcore.mcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends one request with exactly the given headers, as no client of a library would. */
final class RawHttp {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "POST";
    private String path = "/mcp";

    RawHttp(URI uri, String token) {
        this.uri = uri;
        headers.put("Host", "127.0.0.1:" + uri.getPort());
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
    }

    RawHttp with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    RawHttp without(String header) {
        headers.remove(header);
        return this;
    }

    RawHttp method(String method) {
        this.method = method;
        return this;
    }

    RawHttp path(String path) {
        this.path = path;
        return this;
    }

    /** A response: status and body. */
    record Response(int status, String body) {}

    Response send(byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return response(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /** The response of a text with one character for each byte. */
    private static Response response(String answer) throws IOException {
        int start = answer.indexOf("\r\n\r\n") + 4;
        Matcher length = LENGTH.matcher(answer);
        if (start < 4 || (length.find() && answer.length() - start < Integer.parseInt(length.group(1)))) {
            throw new IOException("the server has ended within its answer");
        }
        String body = new String(answer.substring(start).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Response(Integer.parseInt(answer.substring(9, 12)), body);
    }

    Response send(String body) throws IOException {
        return send(body.getBytes(StandardCharsets.UTF_8));
    }
}
