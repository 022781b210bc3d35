package dev.memcore.adapter.chat;

import dev.memcore.adapter.AdapterNames;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Translates lines. A text is stored in lower case only, so a line may differ from what is read from its memory. */
final class Lines implements MessageTranslation<Line> {
    static final Lines TRANSLATION = new Lines();

    private static final AdapterNames NAMES = new AdapterNames("lines", "line.");
    private static final String NULL = "(null)";
    private static final char BETWEEN = '\n';

    /** Entries of a window, whose memories have the ids 0, 1, 2 and so on. */
    static List<WindowEntry<Line>> entries(List<Line> lines) {
        List<WindowEntry<Line>> entries = new ArrayList<>();
        for (Line line : lines) {
            Memory memory = Memory.builder(
                            new MemoryId(0, entries.size()), Scope.of("acme"), TRANSLATION.encode(line, "chat"))
                    .sequence(1)
                    .recordedAt(Instant.EPOCH)
                    .build();
            entries.add(new WindowEntry<>(memory, line));
        }
        return entries;
    }

    @Override
    public AdapterNames names() {
        return NAMES;
    }

    @Override
    public @Nullable Role role(Line line) {
        return line.role();
    }

    @Override
    public List<@Nullable String> toolIds(Line line) {
        return line.ids();
    }

    @Override
    public Observation encode(Line line, String session) {
        Observation.Builder observation = begin(line, line.text().toLowerCase(Locale.ROOT), session);
        if (line.text().isBlank()) {
            observation.attribute(NAMES.attribute("silent"), true);
        }
        StringBuilder ids = new StringBuilder();
        line.ids()
                .forEach(id -> ids.append(Objects.requireNonNullElse(id, NULL)).append(BETWEEN));
        names().json().of(ids.toString(), 2, "a line").forEach(observation::attribute);
        return observation.build();
    }

    @Override
    public Line decode(Observation observation) {
        String json = names().json().in(observation);
        @Nullable
        String[] ids = json.isEmpty()
                ? new String[0]
                : json.substring(0, json.length() - 1).split(String.valueOf(BETWEEN), -1);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = NULL.equals(ids[i]) ? null : ids[i];
        }
        boolean silent = observation.attributes().containsKey(NAMES.attribute("silent"));
        return new Line(observation.role(), silent ? "" : observation.text(), ids);
    }

    @Override
    public Object content(Line line) {
        return line.toString();
    }
}
