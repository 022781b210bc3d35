package dev.memcore.tools.file;

import dev.memcore.api.Block;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.ToolFailure;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A path below {@code /memories}. There is no file system behind it, but a path that another one would read as a way out is
 * refused: relative parts, backslashes, percent-encoded characters, control characters, and characters that Unicode treats as
 * compatible with a dot or slash.
 *
 * @param text the path, without a slash at the end
 */
record MemoryPath(String text) {
    /** The directory that contains all files. */
    static final MemoryPath ROOT = new MemoryPath("/memories");

    private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

    /**
     * Parses a path.
     *
     * @param argument the name of the argument, for the message
     */
    static MemoryPath parse(String argument, String path) {
        String text = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (text.length() > Block.MAX_NAME) {
            throw refused(argument, path, "has " + text.length() + " characters; the limit is " + Block.MAX_NAME);
        }
        if (!text.equals(ROOT.text) && !text.startsWith(ROOT.text + "/")) {
            throw refused(argument, path, "must start with " + ROOT.text + "/");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\') || hasFormatCharacter(text)) {
            throw refused(argument, path, "must not contain backslashes, control or invisible characters");
        }
        if (PERCENT_ENCODED.matcher(text).find()) {
            throw refused(argument, path, "must not be percent-encoded");
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (String part : plain.substring(1).split("/", -1)) {
            if (part.isBlank() || part.strip().equals(".") || part.strip().equals("..") || part.contains("\\")) {
                throw refused(argument, path, "must not contain empty parts, '.' or '..'");
            }
        }
        return new MemoryPath(text);
    }

    private static boolean hasFormatCharacter(String text) {
        return text.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT);
    }

    boolean isRoot() {
        return equals(ROOT);
    }

    /** Whether this path is the other one, or lies below it. */
    boolean isWithin(MemoryPath other) {
        return equals(other) || text.startsWith(other.text + "/");
    }

    /** The directory that contains this path. */
    MemoryPath parent() {
        return isRoot() ? ROOT : new MemoryPath(text.substring(0, text.lastIndexOf('/')));
    }

    private static ToolFailure refused(String argument, String path, String rule) {
        return new ToolFailure("Argument '" + argument + "' " + rule + ", but is " + ShownValue.of(path) + ".");
    }
}
