package dev.memcore.mcp.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client of a bearer token. Compares digests, and always all of them, so the time says nothing about a token. Safe for any
 * number of threads.
 *
 * @param <T> what belongs to a token
 */
public final class BearerTokens<T> {
    private static final String SCHEME = "Bearer ";

    private final List<byte[]> digests = new ArrayList<>();
    private final List<T> clients = new ArrayList<>();

    /** Creates the tokens of some clients. */
    public BearerTokens(Map<String, T> clients) {
        clients.forEach((token, client) -> {
            digests.add(digest(token));
            this.clients.add(client);
        });
    }

    /** Returns the client that a header {@code Authorization} names, or empty if there is none. */
    public Optional<T> client(@Nullable String authorization) {
        String token = token(authorization);
        byte[] given = digest(token == null ? "" : token);
        T found = null;
        for (int i = 0; i < digests.size(); i++) {
            if (MessageDigest.isEqual(digests.get(i), given)) {
                found = clients.get(i);
            }
        }
        return token == null ? Optional.empty() : Optional.ofNullable(found);
    }

    private static @Nullable String token(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
