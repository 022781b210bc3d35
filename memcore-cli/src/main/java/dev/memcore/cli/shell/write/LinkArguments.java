package dev.memcore.cli.shell.write;

import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.cli.shell.context.ShellContext;
import picocli.CommandLine.Parameters;

/** The two ends and the type of a link, as the commands that link and unlink take them. */
final class LinkArguments {
    @Parameters(index = "0", paramLabel = "FROM", description = "The memory where the link starts.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The memory where the link ends.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String to;

    @Parameters(index = "2", paramLabel = "TYPE", description = "The type, such as mentions, supports, causes, parent.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String type;

    MemoryId from(ShellContext desk) {
        return desk.id(from);
    }

    MemoryId to(ShellContext desk) {
        return desk.id(to);
    }

    LinkType type() {
        return LinkType.of(type);
    }
}
