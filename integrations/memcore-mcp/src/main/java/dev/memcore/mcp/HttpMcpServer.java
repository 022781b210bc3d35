package dev.memcore.mcp;

import com.sun.net.httpserver.HttpServer;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.mcp.http.BearerTokens;
import dev.memcore.mcp.http.LocalRequests;
import dev.memcore.mcp.http.McpEndpoint;
import dev.memcore.mcp.protocol.Catalog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An MCP server over streamable HTTP, for several clients on this machine:
 *
 * {@snippet :
 * McpServerConfig config = McpServerConfig.builder().port(7007).token(token, Scope.of("acme", "alice")).build();
 * try (HttpMcpServer server = HttpMcpServer.start(manager, config)) {
 *     server.uri(); // http://127.0.0.1:7007/mcp
 *     server.await();
 * }
 * }
 *
 * <p>The server listens on the loopback address only. It refuses requests without a known token, with a foreign {@code Host} or {@code
 * Origin}, and with a body beyond the limit. At most {@value #THREADS} requests run at once; others wait. The server does not close
 * the manager. Thread-safe.
 */
public final class HttpMcpServer implements AutoCloseable {
    /** The number of requests that run at once. */
    public static final int THREADS = 32;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 10;

    private final HttpServer server;
    private final ThreadPoolExecutor executor;

    private HttpMcpServer(HttpServer server, ThreadPoolExecutor executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Starts a server.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the configuration has no token; {@link ErrorCode#IO_FAILED} if the
     *     port is in use
     */
    public static HttpMcpServer start(MemoryManager manager, McpServerConfig config) {
        Arguments.present(manager, "manager");
        Arguments.present(config, "config");
        Arguments.require(
                !config.tokens.isEmpty(), "the configuration has no token for HTTP; add one with token(token, scope)");
        Catalogs catalogs = new Catalogs(manager, config);
        Map<String, Catalog> clients = new LinkedHashMap<>();
        config.tokens.forEach((token, principal) -> clients.put(token, catalogs.of(principal)));
        HttpServer server = bound(config.port);
        server.createContext(
                "/",
                new McpEndpoint(
                        new LocalRequests(server.getAddress().getPort()),
                        new BearerTokens<>(clients),
                        Catalogs.handler(clients.values().iterator().next()),
                        config.messageBytes));
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("memcore-mcp-", 1).factory());
        executor.allowCoreThreadTimeOut(true);
        server.setExecutor(executor);
        server.start();
        return new HttpMcpServer(server, executor);
    }

    private static HttpServer bound(int port) {
        try {
            InetAddress loopback = InetAddress.getByAddress("localhost", LOOPBACK);
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (IOException e) {
            throw MemoryException.of(
                    ErrorCode.IO_FAILED, "port " + port + " of 127.0.0.1 cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Returns the address of the endpoint, with the port on which the server listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    /**
     * Blocks until the server is closed.
     *
     * @throws InterruptedException if the calling thread is interrupted; the server goes on
     */
    public void await() throws InterruptedException {
        while (!executor.awaitTermination(1, TimeUnit.DAYS)) {
            // The server is open.
        }
    }

    /** Ends the server. Requests that run are completed first, for at most 10 seconds. Idempotent. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        try {
            executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        server.stop(0);
        executor.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
