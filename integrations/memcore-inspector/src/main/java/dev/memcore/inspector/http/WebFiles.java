package dev.memcore.inspector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of the page. They are resources of this module, and contain no data of a store. */
final class WebFiles {
    private static final List<String> NAMES = List.of(
            "index.html",
            "style.css",
            "icon.svg",
            "app.js",
            "api.js",
            "dom.js",
            "memory.js",
            "scopes.js",
            "search.js",
            "history.js",
            "graph.js",
            "facts.js",
            "conflicts.js",
            "maintenance.js",
            "erasure.js",
            "review.js",
            "store.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, WebFile> files = new HashMap<>();

    /**
     * A file.
     *
     * @param type its media type
     * @param content its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record WebFile(String type, byte[] content) {}

    WebFiles() {
        for (String name : NAMES) {
            files.put("/" + name, read(name));
        }
        files.put("/", read("index.html"));
    }

    /** Returns the file of a path, or null if there is none. */
    @Nullable
    WebFile get(String path) {
        return files.get(path);
    }

    private static WebFile read(String name) {
        try (InputStream in = WebFiles.class.getResourceAsStream("web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource web/" + name + " is missing from the artifact");
            }
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new WebFile(type == null ? "application/octet-stream" : type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
