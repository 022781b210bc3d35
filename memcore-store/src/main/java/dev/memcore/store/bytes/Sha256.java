package dev.memcore.store.bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest, usually of a complete segment. */
public final class Sha256 {
    public static final int BYTES = 32;
    public static final Sha256 NONE = new Sha256(new byte[BYTES]);

    private final byte[] bytes;

    public Sha256(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Sha256 parse(String hex) {
        return new Sha256(HexFormat.of().parseHex(hex));
    }

    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns an independent copy of a digest, with the same input so far. */
    public static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    /** Returns the digest of a salt, followed by this digest. */
    public Sha256 salted(String salt) {
        MessageDigest digest = start();
        digest.update(salt.getBytes(StandardCharsets.US_ASCII));
        return new Sha256(digest.digest(bytes));
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
