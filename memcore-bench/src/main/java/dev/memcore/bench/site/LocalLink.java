package dev.memcore.bench.site;

import java.util.function.Consumer;

/**
 * A link to a file of the repository.
 *
 * @param destination as written in the page
 * @param rewrite sets another destination
 */
record LocalLink(String destination, Consumer<String> rewrite) {
    /** Whether a destination has no scheme, such as https. */
    static boolean isLocal(String destination) {
        return !destination.matches("(?i)[a-z][a-z0-9+.-]*:.*");
    }

    /** The path before the anchor; empty for an anchor of the same page. */
    String path() {
        int hash = destination.indexOf('#');
        return hash < 0 ? destination : destination.substring(0, hash);
    }

    /** The anchor, or an empty string. */
    String anchor() {
        int hash = destination.indexOf('#');
        return hash < 0 ? "" : destination.substring(hash + 1);
    }

    /** Makes the link point to the HTML page. */
    void toHtml() {
        if (path().endsWith(".md")) {
            rewrite.accept(Page.htmlName(path()) + (anchor().isEmpty() ? "" : "#" + anchor()));
        }
    }
}
