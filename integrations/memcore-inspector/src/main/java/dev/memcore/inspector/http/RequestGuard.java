package dev.memcore.inspector.http;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are answered. The page of another site can send requests to loopback from a browser, directly or by a
 * name that it points to 127.0.0.1 (DNS rebinding). The header Host shows the latter, and Origin and Sec-Fetch-Site the former.
 */
public final class RequestGuard {
    private static final String BEARER = "Bearer ";
    private static final String CSRF = "X-Memcore-Csrf";
    private static final int HTTP = 80;

    private final Set<String> hosts;
    private final String token;
    private final String writeToken;
    private final boolean writes;

    public RequestGuard(int port, String token, String writeToken, boolean writes) {
        String suffix = ":" + port;
        this.hosts = port == HTTP
                ? Set.of("127.0.0.1", "localhost", "127.0.0.1:80", "localhost:80")
                : Set.of("127.0.0.1" + suffix, "localhost" + suffix);
        this.token = token;
        this.writeToken = writeToken;
        this.writes = writes;
    }

    /** Checks what every request must have, also one for a static file. */
    void requireLocal(Headers headers) {
        String host = only(headers, "Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            throw new HttpRefusal(403, "this host is not served; open the page by the URL that the inspector returned");
        }
        if (headers.containsKey("Origin") && !("http://" + host).equals(only(headers, "Origin"))) {
            throw new HttpRefusal(403, "requests of other origins are not answered");
        }
    }

    /** Checks what a request for data must have. */
    void requireAccess(Headers headers, InspectorEndpoint endpoint) {
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            throw new HttpRefusal(403, "requests of other sites are not answered");
        }
        String given = only(headers, "Authorization");
        if (given == null
                || !given.startsWith(BEARER)
                || !AccessTokens.matches(token, given.substring(BEARER.length()))) {
            throw new HttpRefusal(401, "the token is missing or wrong");
        }
        if (endpoint.access() != InspectorEndpoint.Access.READ) {
            requirePage(headers);
        }
        if (endpoint.access() == InspectorEndpoint.Access.WRITE && !writes) {
            throw new HttpRefusal(403, "this inspector is read-only; start it with writes to change the store");
        }
    }

    private void requirePage(Headers headers) {
        if (!AccessTokens.matches(writeToken, only(headers, CSRF))) {
            throw new HttpRefusal(403, "the header " + CSRF + " is missing or wrong");
        }
        String type = only(headers, "Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json(; ?charset=utf-8)?")) {
            throw new HttpRefusal(415, "the body must be application/json");
        }
    }

    private static @Nullable String only(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : null;
    }
}
