package dev.memcore.adapter.chat;

import dev.memcore.adapter.AdapterNames;
import dev.memcore.adapter.WellFormed;
import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates the messages of a framework into observations and back. Implementations have no state.
 *
 * @param <M> the framework's type of messages
 */
public interface MessageTranslation<M> {
    /** The kind of instructions, which are messages of {@link Role#SYSTEM}. */
    Kind INSTRUCTION = Kind.of("instruction");

    /** Returns the names that the adapter writes into the store. */
    AdapterNames names();

    /** Returns the role of a message; null if it has none that memcore knows. */
    @Nullable
    Role role(M message);

    /**
     * Returns the ids of the tool calls that a message makes or, if its role is {@link Role#TOOL}, of the calls that it
     * answers. There is one element for each call. Ids may repeat, and may be null or any text.
     */
    List<@Nullable String> toolIds(M message);

    /**
     * Returns the observation to store for a message. It begins with {@link #begin}.
     *
     * @throws dev.memcore.api.error.MemoryException if the message cannot be stored
     */
    Observation encode(M message, String session);

    /**
     * Returns the message that an observation contains.
     *
     * @throws dev.memcore.api.error.MemoryException {@link dev.memcore.api.error.ErrorCode#COMPONENT_FAILED} if it
     *     contains none
     */
    M decode(Observation observation);

    /** Returns a value that is equal for messages with equal content. */
    Object content(M message);

    /** Returns the name of the attribute that contains the session of a message. */
    default String chatAttribute() {
        return names().attribute("chat");
    }

    /**
     * Returns an observation with everything but the speaker and what only the framework knows.
     *
     * <p>Instructions are stored in the archive, because they would otherwise dominate recall. So are messages without
     * text, because there is nothing to recall; results of tools are excepted, because their text may be blank.
     * Messages in the archive are pinned, because a policy may forget unpinned memories there.
     *
     * @param text the text of the message that recall can find, possibly blank or with unpaired surrogates
     */
    default Observation.Builder begin(M message, String text, String session) {
        Role role = role(message);
        String wellFormed = WellFormed.text(text);
        boolean silent = wellFormed.isBlank() && role != Role.TOOL;
        boolean hidden = silent || role == Role.SYSTEM;
        Observation.Builder observation = Observation.builder(silent ? "(no text)" : wellFormed)
                .kind(role == Role.SYSTEM ? INSTRUCTION : Kind.TURN)
                .tier(hidden ? Tier.ARCHIVE : Tier.SHORT)
                .pinned(hidden)
                .session(session)
                .attribute(chatAttribute(), session)
                .role(role);
        toolIds(message).stream().filter(WellFormed::isName).distinct().forEach(observation::toolCallId);
        return observation;
    }
}
