package dev.memcore.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class InspectorCommandTest {
    @TempDir
    private Path directory;

    @Test
    void thePageIsAtTheAddressUntilTheServerIsClosed() throws IOException, InterruptedException {
        InspectorCommand command = new InspectorCommand();
        new CommandLine(command).parseArgs("--dir", directory.toString(), "--tenant", "acme");
        try (MemoryManager store = Memcore.open(directory.resolve("store"));
                StoreServer server = command.start(store);
                HttpClient client = HttpClient.newHttpClient()) {
            store.space(Scope.of("acme", "bob")).remember("shown");
            URI address = URI.create(server.address());
            assertTrue(address.getFragment().startsWith("token="));
            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(address).GET().build(), BodyHandlers.ofString());
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("<html"), page.body());
            server.close();
            server.await();
        }
    }
}
