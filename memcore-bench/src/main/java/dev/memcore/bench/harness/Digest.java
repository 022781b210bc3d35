package dev.memcore.bench.harness;

import dev.memcore.api.Memory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two reads of a version gave the same memory. */
public final class Digest {
    private static final int CHARACTERS = 16;

    private Digest() {}

    /** Of everything that a version says: id, scope, version and the whole observation; 16 hexadecimal characters. */
    public static String of(Memory memory) {
        String all = memory.id() + "|" + memory.scope() + "|" + memory.version() + "|" + memory.observation();
        return of(all);
    }

    /** Of a text; 16 hexadecimal characters. */
    public static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
