package dev.memcore.bench.site;

import java.nio.file.Path;

/** Creates the HTML around the text of a page. */
final class Layout {
    private Layout() {}

    static String page(Page page, Navigation navigation, Path root) {
        String title = page.title().equals("memcore") ? "memcore" : page.title() + " - memcore";
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <link rel="stylesheet" href="%2$s">
            </head>
            <body>
            <header><a class="name" href="%3$s">memcore</a> <a href="%4$s">Documentation</a></header>
            <div class="columns">
            <nav>
            %5$s
            </nav>
            <main>
            %6$s</main>
            </div>
            </body>
            </html>
            """.formatted(
                        escape(title),
                        href(page.source(), root.resolve(Site.STYLE)),
                        href(page.source(), root.resolve("README.md")),
                        href(page.source(), root.resolve(Site.INDEX)),
                        navigation.html(page),
                        Markdown.html(page.document()));
    }

    /** The relative URL from the HTML of one file to another. */
    static String href(Path from, Path to) {
        Path parent = from.getParent();
        String path = (parent == null ? to : parent.relativize(to)).toString().replace('\\', '/');
        return Page.htmlName(path);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
