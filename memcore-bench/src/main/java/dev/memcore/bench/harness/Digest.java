package dev.memcore.bench.harness;

import dev.memcore.api.Memory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes digests, with which two reads of a version are compared. */
public final class Digest {
    private static final int CHARACTERS = 16;

    private Digest() {}

    /** Returns the digest of a version's id, scope, version number and whole observation; 16 hexadecimal characters. */
    public static String of(Memory memory) {
        String all = memory.id() + "|" + memory.scope() + "|" + memory.version() + "|" + memory.observation();
        return of(all);
    }

    /** Returns the digest of a text; 16 hexadecimal characters. */
    public static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
