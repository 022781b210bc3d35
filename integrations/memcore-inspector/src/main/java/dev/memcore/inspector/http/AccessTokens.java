package dev.memcore.inspector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Secrets that requests must have. */
public final class AccessTokens {
    private static final int BYTES = 32;

    private AccessTokens() {}

    /** Returns a new secret of 256 random bits, as 43 characters that need no escaping in URLs. */
    public static String random() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Compares in a time that does not depend on the position of the first difference. */
    static boolean matches(String secret, @Nullable String given) {
        return given != null && MessageDigest.isEqual(secret.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
