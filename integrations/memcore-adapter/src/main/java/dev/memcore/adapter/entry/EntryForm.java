package dev.memcore.adapter.entry;

import dev.memcore.adapter.AdapterNames;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import java.util.Collection;

/**
 * How the entries of a framework are stored: texts under ids of the framework, each of them one memory.
 *
 * @param names the names of the adapter
 * @param kind the kind of all entries, and of nothing else; its name is also that of the attribute with the id
 */
public record EntryForm(AdapterNames names, Kind kind) {
    /** Checks the parts. */
    public EntryForm {
        Arguments.present(names, "names");
        Arguments.present(kind, "kind");
    }

    private String idAttribute() {
        return names.attribute(kind.name());
    }

    /** Returns the prefix of the attributes that hold the metadata of entries. */
    public String metadataPrefix() {
        return kind.name() + ".";
    }

    /**
     * Begins the observation of an entry.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the id is null or blank, {@link
     *     ErrorCode#LIMIT_EXCEEDED} if it is longer than an attribute may be
     */
    public Observation.Builder begin(String id, String text) {
        Arguments.present(id, "id");
        Arguments.require(!id.isBlank(), "an id must not be blank");
        Arguments.atMost(id.length(), Limits.ofDefaults().attributeChars(), "the number of characters of an id");
        return Observation.builder(text).kind(kind).attribute(idAttribute(), id);
    }

    /** Returns the id of the entry that a memory contains; that of the memory if it was stored otherwise. */
    public String idOf(Memory memory) {
        return memory.attributes().get(idAttribute()) instanceof AttributeValue.Text(String id)
                ? id
                : memory.id().toString();
    }

    /** Whether an attribute belongs to the entry, and not to the host or to memcore. */
    boolean isOwn(String attribute) {
        return attribute.startsWith(names.reserved()) || attribute.startsWith(metadataPrefix());
    }

    /** Returns a filter for all entries. */
    public MemoryFilter all() {
        return MemoryFilter.builder().kind(kind).build();
    }

    /** Returns a filter for entries with one of these ids, at most {@value Condition#MAX_VALUES}. */
    MemoryFilter withIds(Collection<String> ids) {
        return MemoryFilter.builder()
                .kind(kind)
                .where(Condition.attribute(idAttribute()).anyOf(ids.toArray(String[]::new)))
                .build();
    }
}
