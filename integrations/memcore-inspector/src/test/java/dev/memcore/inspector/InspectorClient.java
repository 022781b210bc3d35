package dev.memcore.inspector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sends requests over a socket, so that a test can set every header and any bytes. */
final class InspectorClient {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private final String token;

    InspectorClient(Inspector inspector) {
        port = inspector.port();
        token = String.valueOf(inspector.url().getFragment()).replace("token=", "");
    }

    /** A response: the status, the headers with names in lower case, and the body. */
    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Answer expect(int expected) {
            assertEquals(expected, status, body);
            return this;
        }
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    String token() {
        return token;
    }

    /** The headers of a request of the page. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", host());
        headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    JsonNode get(String path, String... parameters) {
        return ask("GET", path + query(parameters), headers(), "").expect(200).json();
    }

    Answer answer(String path, String... parameters) {
        return ask("GET", path + query(parameters), headers(), "");
    }

    private static String query(String... parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return query.toString();
    }

    /** Sends a POST as the page does. */
    Answer post(String path, Map<String, ?> body) {
        Map<String, String> headers = headers();
        headers.put("Origin", "http://" + host());
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Content-Type", "application/json");
        headers.put("X-Memcore-Csrf", get("/api/overview").path("csrf").asText());
        return ask("POST", path, headers, json(body));
    }

    static String json(Map<String, ?> body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer ask(String method, String target, Map<String, String> headers, String body) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        byte[] content = body.getBytes(UTF_8);
        if (content.length > 0) {
            request.append("Content-Length: ").append(content.length).append("\r\n");
        }
        return raw((request + "\r\n").getBytes(UTF_8), content);
    }

    /** Sends bytes, and returns the response; status 0 if the server closed the connection without one. */
    Answer raw(byte[]... parts) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            socket.shutdownOutput();
            return parsed(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            return new Answer(0, Map.of(), e.toString());
        }
    }

    private static Answer parsed(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), text);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
            }
        }
        String body = new String(bytes, end + 4, bytes.length - end - 4, UTF_8);
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }
}
