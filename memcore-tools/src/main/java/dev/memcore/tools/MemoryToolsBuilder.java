package dev.memcore.tools;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.spi.TokenCounter;
import dev.memcore.tools.call.InputReader;
import dev.memcore.tools.call.ResultText;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.ToolServices;
import dev.memcore.tools.memory.MemoryGroup;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds {@link MemoryTools}. By default: the group {@link ToolGroup#MEMORY}, {@link ToolLimits#ofDefaults()}, {@link
 * TokenCounter#approximate()}, dates in UTC, and no changes of shared memories. Not safe for use by several threads.
 */
public final class MemoryToolsBuilder {
    private final MemorySpace space;
    private Set<ToolGroup> groups = EnumSet.of(ToolGroup.MEMORY);
    private ToolLimits limits = ToolLimits.ofDefaults();
    private TokenCounter counter = TokenCounter.approximate();
    private ZoneId zone = ZoneOffset.UTC;
    private boolean changesShared;

    MemoryToolsBuilder(MemorySpace space) {
        this.space = Arguments.present(space, "space");
    }

    /** Sets the groups of tools, in place of the default group. At least one. */
    public MemoryToolsBuilder groups(ToolGroup... groups) {
        Set<ToolGroup> given = Arguments.set(groups, "groups");
        Arguments.require(!given.isEmpty(), "groups must not be empty");
        this.groups = EnumSet.copyOf(given);
        return this;
    }

    /** Sets the limits of calls. */
    public MemoryToolsBuilder limits(ToolLimits limits) {
        this.limits = Arguments.present(limits, "limits");
        return this;
    }

    /** Sets the counter of tokens for {@link ToolLimits#resultTokens()}. */
    public MemoryToolsBuilder counter(TokenCounter counter) {
        this.counter = Arguments.present(counter, "counter");
        return this;
    }

    /** Sets the time zone of dates in arguments and results. */
    public MemoryToolsBuilder zone(ZoneId zone) {
        this.zone = Arguments.present(zone, "zone");
        return this;
    }

    /**
     * Sets whether tools may change memories of a wider scope that the space sees, for example those that all users of a tenant
     * share. By default they can only read them, so that the agent of one user cannot change what others see.
     */
    public MemoryToolsBuilder changesShared(boolean allowed) {
        this.changesShared = allowed;
        return this;
    }

    /** Builds the tools. */
    public MemoryTools build() {
        ResultText results = new ResultText(counter, limits.resultTokens());
        ToolServices services = new ToolServices(space, results, zone, limits.textChars(), changesShared);
        Map<ToolGroup, List<Tool>> tools = new EnumMap<>(ToolGroup.class);
        groups.forEach(group -> tools.put(group, tools(group, services)));
        return new MemoryTools(tools, new InputReader(limits.argumentChars()), results);
    }

    private static List<Tool> tools(ToolGroup group, ToolServices services) {
        return switch (group) {
            case MEMORY -> new MemoryGroup(services).tools();
            case BLOCKS, FILES, TRIPLES, TABLES, CONTEXT -> List.of();
        };
    }
}
