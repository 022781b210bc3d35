package dev.memcore.mcp.http;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Accepts requests that were addressed to this server by a name of this machine. A web page whose name was bound to the loopback
 * address sends the page's name as {@code Host}, and every web page sends its origin.
 */
public final class LocalRequests {
    private final Set<String> hosts;

    /** Creates the check of a server on a port of the loopback address. */
    public LocalRequests(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** Returns whether the headers have one host, a local one, and no origin of another server. */
    public boolean accept(Headers headers) {
        List<String> host = headers.getOrDefault("Host", List.of());
        List<String> origins = headers.getOrDefault("Origin", List.of());
        return host.size() == 1
                && hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))
                && origins.stream().allMatch(this::isOwn);
    }

    private boolean isOwn(String origin) {
        String scheme = "http://";
        return origin.startsWith(scheme) && hosts.contains(origin.substring(scheme.length()));
    }
}
