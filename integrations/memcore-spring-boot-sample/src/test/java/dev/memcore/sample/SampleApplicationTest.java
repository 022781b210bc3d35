package dev.memcore.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Drives the sample over HTTP, on a port that the system chooses. */
@NullUnmarked // a null fails the test
final class SampleApplicationTest {
    private static final String ALICE = "alice-token";
    private static final String BOB = "bob-token";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext application;

    private void start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--memcore.directory=" + directory.resolve("store"),
                "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(more));
        application = SpringApplication.run(SampleApplication.class, arguments.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getProperty("local.server.port");
        return http.send(
                request.uri(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder as(String token) {
        return HttpRequest.newBuilder().header("Authorization", "Bearer " + token);
    }

    private String say(String token, String session, String text) throws IOException, InterruptedException {
        HttpResponse<String> response = send(
                as(token).header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString(text)),
                "/chats/" + session);
        assertEquals(200, response.statusCode(), response::body);
        return response.body();
    }

    private String recall(String token, String question) throws IOException, InterruptedException {
        return send(as(token).GET(), "/memories?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8))
                .body();
    }

    @Test
    void twoUsersDoNotSeeEachOtherAndARestartKeepsEverything() throws Exception {
        start();
        assertEquals("Noted.", say(ALICE, "monday", "I am allergic to peanuts."));
        assertEquals("Noted.", say(BOB, "monday", "My locker code is 4711."));
        assertEquals("I am allergic to peanuts.", say(ALICE, "tuesday", "What am I allergic to?"));
        assertFalse(say(ALICE, "tuesday", "What is the locker code?").contains("4711"));
        assertFalse(recall(ALICE, "locker code").contains("4711"));
        assertTrue(recall(BOB, "locker code").contains("4711"));

        assertEquals(401, send(as("guess").GET(), "/memories?q=tea").statusCode());
        assertEquals(
                400, send(HttpRequest.newBuilder().GET(), "/memories?q=tea").statusCode());

        stop();
        start();
        assertEquals("I am allergic to peanuts.", say(ALICE, "wednesday", "What am I allergic to?"));
        String window = send(as(ALICE).GET(), "/chats/monday").body();
        assertTrue(window.contains("I am allergic to peanuts.") && window.contains("Noted."), window);
        assertFalse(window.contains("4711"), window);

        assertTrue(Integer.parseInt(send(as(BOB).DELETE(), "/memories").body()) >= 2);
        assertEquals("[]", recall(BOB, "locker code"));
        assertTrue(recall(ALICE, "allergic").contains("peanuts"));
    }

    @Test
    void manyRequestsLoseNothingAndTheActuatorReportsTheStore() throws Exception {
        start();
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String text = "This is note number " + i + ".";
            calls.add(() -> say(ALICE, "busy", text));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<String> answer : threads.invokeAll(calls)) {
                assertEquals("Noted.", answer.get());
            }
        }
        String window = send(as(ALICE).GET(), "/chats/busy").body();
        for (int i = 0; i < 20; i++) {
            assertTrue(window.contains("This is note number " + i + "."), window);
        }
        HttpResponse<String> up = send(HttpRequest.newBuilder().GET(), "/actuator/health");
        assertEquals(200, up.statusCode());
        assertTrue(up.body().contains("\"memcore\":{"), up::body);
        String stats = send(HttpRequest.newBuilder().GET(), "/actuator/memcore").body();
        assertTrue(stats.contains("\"memories\":40"), stats);
        String check = send(
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")),
                        "/actuator/memcore")
                .body();
        assertTrue(check.contains("\"ok\":true"), check);

        stop();
        start("--memcore.health.min-free-space=1000000TB");
        HttpResponse<String> down = send(HttpRequest.newBuilder().GET(), "/actuator/health");
        assertEquals(503, down.statusCode());
        assertTrue(down.body().contains("Free space on the device"), down::body);
    }
}
