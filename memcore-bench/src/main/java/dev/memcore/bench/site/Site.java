package dev.memcore.bench.site;

import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The pages of the repository with their links. */
final class Site {
    /** The page that defines the navigation. */
    static final String INDEX = "docs/README.md";

    static final String STYLE = "style.css";

    private static final List<String> TOP = List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md");

    /** A page that a command fills in; the result is a page of its own. */
    private static final String TEMPLATE = "template.md";

    private final Path root;
    private final Map<Path, Page> pages;
    private final Navigation navigation;

    private Site(Path root, Map<Path, Page> pages, Navigation navigation) {
        this.root = root;
        this.pages = pages;
        this.navigation = navigation;
    }

    /** Reads all pages below the root of the repository. */
    static Site read(Path root) throws IOException {
        Map<Path, Page> pages = new LinkedHashMap<>();
        for (Path source : sources(root)) {
            pages.put(source, Page.read(source));
        }
        Page index = pages.get(root.resolve(INDEX));
        if (index == null) {
            throw new BadInput("there is no " + INDEX + " below " + root + "; run the command in the repository or use"
                    + " --root");
        }
        return new Site(root, pages, Navigation.of(index));
    }

    private static List<Path> sources(Path root) throws IOException {
        List<Path> found = new ArrayList<>(
                TOP.stream().map(root::resolve).filter(Files::isRegularFile).toList());
        Path docs = root.resolve("docs");
        if (Files.isDirectory(docs)) {
            try (Stream<Path> files = Files.walk(docs)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !file.endsWith(TEMPLATE))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** The pages, in no order that matters. */
    List<Page> pages() {
        return List.copyOf(pages.values());
    }

    /** Broken links, and pages below docs that the index does not name; one line for each. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<Path> named = navigation.sources();
        for (Page page : pages.values()) {
            if (page.source().startsWith(root.resolve("docs"))
                    && !page.source().equals(root.resolve(INDEX))
                    && !named.contains(page.source())) {
                faults.add(name(page.source()) + ": " + INDEX + " has no link to this page");
            }
            for (LocalLink link : page.links()) {
                String fault = fault(page, link);
                if (!fault.isEmpty()) {
                    faults.add(name(page.source()) + ": the link " + link.destination() + " is broken: " + fault);
                }
            }
        }
        return faults;
    }

    private String fault(Page page, LocalLink link) {
        Path target = page.target(link);
        Page linked = pages.get(target);
        if (linked != null) {
            boolean known = link.anchor().isEmpty() || linked.anchors().contains(link.anchor());
            return known ? "" : "that page has no heading with this anchor";
        }
        if (!target.startsWith(root) || !Files.isRegularFile(target)) {
            return "there is no such file";
        }
        return target.toString().endsWith(".md") ? "that page is not part of the site" : "";
    }

    /** Writes pages, style sheet and all files that pages link to; returns the number of these files. */
    int write(Path out) throws IOException {
        Set<Path> others = new TreeSet<>();
        for (Page page : pages.values()) {
            for (LocalLink link : page.links()) {
                Path target = page.target(link);
                if (!pages.containsKey(target)) {
                    others.add(target);
                }
                link.toHtml();
            }
            Path file = out.resolve(Page.htmlName(name(page.source())));
            createParent(file);
            Files.writeString(file, Layout.page(page, navigation, root));
        }
        for (Path other : others) {
            Path copy = out.resolve(name(other));
            createParent(copy);
            Files.copy(other, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        try (InputStream style = Site.class.getResourceAsStream(STYLE)) {
            if (style == null) {
                throw new IOException("the style sheet is missing in the jar");
            }
            Files.copy(style, out.resolve(STYLE), StandardCopyOption.REPLACE_EXISTING);
        }
        return others.size();
    }

    private static void createParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
