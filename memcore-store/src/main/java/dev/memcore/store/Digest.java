package dev.memcore.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-256 of a whole segment. */
final class Digest {
    static final int BYTES = 32;
    static final Digest NONE = new Digest(new byte[BYTES]);

    private final byte[] bytes;

    Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    static Digest parse(String hex) {
        return new Digest(HexFormat.of().parseHex(hex));
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A digest that has taken in the same bytes, and goes on by itself. */
    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    /** The digest of a salt and this digest. */
    Digest salted(String salt) {
        MessageDigest digest = start();
        digest.update(salt.getBytes(StandardCharsets.US_ASCII));
        return new Digest(digest.digest(bytes));
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
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
