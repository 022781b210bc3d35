package dev.memcore.inspector;

import com.sun.net.httpserver.HttpServer;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.inspector.http.AccessTokens;
import dev.memcore.inspector.http.InspectorHandler;
import dev.memcore.inspector.http.RequestGuard;
import dev.memcore.inspector.page.InspectedStore;
import dev.memcore.inspector.page.InspectorPages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves a web page that shows what a store contains: scopes and sessions, searches with their signals, histories, links, facts,
 * conflicts, maintenance, erasure, quarantine and statistics. Prints nothing.
 *
 * <ul>
 *   <li>It listens on the loopback address 127.0.0.1 only.
 *   <li>Every request for data needs the token of the {@link InspectorConfig}. The {@link #url() URL} has it in its fragment,
 *       which browsers do not send. The page keeps it for one tab.
 *   <li>Requests with a foreign {@code Host}, {@code Origin} or {@code Sec-Fetch-Site} are refused.
 *   <li>It is read-only unless {@link InspectorConfig.Builder#writes} is set. A write then needs a second secret, which only the
 *       page of this inspector can read.
 *   <li>The page shows every tenant unless {@link InspectorConfig.Builder#tenants} is set.
 * </ul>
 *
 * <p>The HTTP server of the JDK has one thread that accepts connections. Requests run on the executor of the configuration, or on
 * virtual threads. Thread-safe.
 */
public final class Inspector implements AutoCloseable {
    private final HttpServer server;
    private final String token;
    private final @Nullable ExecutorService owned;

    private Inspector(HttpServer server, String token, @Nullable ExecutorService owned) {
        this.server = server;
        this.token = token;
        this.owned = owned;
    }

    /**
     * Starts an inspector with the default configuration: read-only, on a port that the system chooses.
     *
     * @throws MemoryException as {@link #start(MemoryManager, InspectorConfig)}
     */
    public static Inspector start(MemoryManager manager) {
        return start(manager, InspectorConfig.ofDefaults());
    }

    /**
     * Starts an inspector of a store. Close it before the store.
     *
     * @throws MemoryException {@link ErrorCode#IO_FAILED} if it cannot listen on the port, for example because the port is in
     *     use
     */
    public static Inspector start(MemoryManager manager, InspectorConfig config) {
        HttpServer server = listening(config.port());
        int port = server.getAddress().getPort();
        String writeToken = AccessTokens.random();
        InspectedStore store = new InspectedStore(manager, config.tenants(), config.clearances());
        RequestGuard guard = new RequestGuard(port, config.token(), writeToken, config.writes());
        server.createContext("/", new InspectorHandler(guard, InspectorPages.of(store, config.writes(), writeToken)));
        ExecutorService owned = config.executor() == null
                ? Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("memcore-inspector-", 0).factory())
                : null;
        Executor given = config.executor();
        server.setExecutor(given == null ? owned : given);
        server.start();
        return new Inspector(server, config.token(), owned);
    }

    private static HttpServer listening(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            throw MemoryException.of(
                    ErrorCode.IO_FAILED,
                    "the inspector cannot listen on 127.0.0.1:" + port + ": " + e.getMessage()
                            + "; choose another port, or 0",
                    e);
        }
    }

    /** Returns the port on which the inspector listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Returns the address of the page with its token, for example {@code http://127.0.0.1:8125/#token=...}. Whoever has it can
     * read the store, so do not log it.
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/#token=" + token);
    }

    /**
     * Stops listening and closes all connections. Waits until running requests end, unless the executor was given by the
     * configuration. Does not close the store. Idempotent.
     */
    @Override
    public void close() {
        server.stop(0);
        if (owned != null) {
            owned.close();
        }
    }
}
