package dev.memcore.tools;

import java.util.Map;
import java.util.TreeMap;

/** What the file tool must do, as a map from paths to texts. Each method returns whether the command succeeds. */
final class ReferenceFiles {
    final Map<String, String> texts = new TreeMap<>();

    boolean create(String path, String text) {
        return isFree(path) && texts.put(path, text) == null;
    }

    boolean replace(String path, String old, String by) {
        String text = texts.get(path);
        if (text == null || text.indexOf(old) < 0 || text.indexOf(old) != text.lastIndexOf(old)) {
            return false;
        }
        texts.put(path, text.replace(old, by));
        return true;
    }

    boolean delete(String path) {
        return texts.keySet().removeIf(name -> isWithin(name, path));
    }

    boolean rename(String from, String to) {
        boolean exists = texts.keySet().stream().anyMatch(name -> isWithin(name, from));
        if (!exists || isWithin(to, from) || !isFree(to)) {
            return false;
        }
        Map<String, String> moved = new TreeMap<>();
        texts.forEach(
                (name, text) -> moved.put(isWithin(name, from) ? to + name.substring(from.length()) : name, text));
        texts.clear();
        texts.putAll(moved);
        return true;
    }

    private boolean isFree(String path) {
        return texts.keySet().stream().noneMatch(name -> isWithin(name, path) || isWithin(path, name));
    }

    private static boolean isWithin(String name, String directory) {
        return name.equals(directory) || name.startsWith(directory + "/");
    }
}
