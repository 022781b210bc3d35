package dev.memcore.erasure;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Computes the digests that bind a receipt to the log. The receipt holds a nonce and, for each memory, the digest of
 * nonce and texts. The log holds the digest of that digest and the nonce. So the log alone reveals nothing about the
 * texts, however short they were, and a changed receipt contradicts the log.
 */
final class ErasureSeal {
    private static final int NONCE_BYTES = 16;

    private ErasureSeal() {}

    static String nonce(RandomGenerator random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }

    /** The digest in a receipt: over the texts of a memory's versions, oldest first, each preceded by its length. */
    static String digest(String nonce, MemoryId id, List<Memory> versions) {
        MessageDigest digest = sha256();
        add(digest, nonce);
        add(digest, id.toString());
        versions.forEach(version -> add(digest, version.text()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digest in the log. */
    static String seal(String nonce, String digest) {
        MessageDigest seal = sha256();
        add(seal, nonce);
        add(seal, digest);
        return HexFormat.of().formatHex(seal.digest());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
