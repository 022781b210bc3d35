package dev.memcore.store.codec;

import dev.memcore.api.Kind;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.store.bytes.MalformedException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a commit's payload, in format 7. docs/reference/format.md describes the value of each. The meaning
 * of a number never changes: a later format only adds numbers.
 */
final class CommitFormat {
    static final int ADD = 1;
    static final int REVISE = 2;
    static final int SUPERSEDE = 3;
    static final int FORGET = 4;
    static final int MOVE = 5;
    static final int ADJUST = 6;
    static final int QUARANTINE = 7;
    static final int RELEASE = 8;
    static final int ADD_LINK = 9;
    static final int REMOVE_LINK = 10;
    static final int RESTORE = 11;
    static final int ERASE = 12;
    static final int USE = 13;
    static final int REKEY = 14;
    static final int SET_ATTRIBUTES = 15;
    static final int SET_EXPIRY = 16;
    static final int SET_VALIDITY = 17;
    static final int SET_EVENT_TIME = 18;

    /** The minimum size of an operation, in bytes: its number, its id and the end tag. */
    static final int MIN_OPERATION = 1 + 16 + 1;

    /** The minimum size of a link in a list, in bytes: its target, an empty type and the end tag. */
    static final int MIN_LINK = 16 + 1 + 1;

    /** The minimum size of a list of search keys, in bytes: an empty name and no texts. */
    static final int MIN_KEYS = 1 + 1;

    /** Ends the fields of an operation, or of a link. The other tags are in increasing order, each at most once. */
    static final int END = 0;

    static final int USER = 1;
    static final int AGENT = 2;
    static final int KIND = 3;
    static final int SESSION = 4;
    static final int SPEAKER = 5;
    static final int TOOL_CALLS = 6;
    static final int EVENT_MOMENT = 7;
    static final int EVENT_INTERVAL = 8;
    static final int VALID_FROM = 9;
    static final int VALID_TO = 10;
    static final int EXPIRES_AT = 11;
    static final int ATTRIBUTES = 12;
    static final int LABELS = 13;
    static final int IMPORTANCE = 14;
    static final int CONFIDENCE = 15;
    static final int SOURCE = 16;
    static final int TRUST = 17;
    static final int DERIVED_FROM = 18;
    static final int IDEMPOTENCY_KEY = 19;
    static final int PINNED = 20;
    static final int NOT_PINNED = 21;
    static final int SUPERSEDED_BY = 22;
    static final int LINKS = 23;
    static final int WEIGHT = 24;
    static final int LAST_USED = 25;
    static final int SEARCH_KEYS = 26;
    static final int ATTENTION = 27;
    static final int CREATED_AT = 28;
    static final int REMOVED_ATTRIBUTES = 29;
    static final int ACTOR = 64;
    static final int REASON = 65;
    static final int EVIDENCE = 66;

    static final int TEXT_VALUE = 1;
    static final int WHOLE_VALUE = 2;
    static final int REAL_VALUE = 3;
    static final int FALSE_VALUE = 4;
    static final int TRUE_VALUE = 5;
    static final int MOMENT_VALUE = 6;

    /**
     * The kinds that have a number in the three kind bits of the shape byte: their index here. The number 0 means that
     * a field holds the name of the kind.
     */
    private static final List<@Nullable Kind> KINDS = Arrays.asList(
            null, Kind.NOTE, Kind.TURN, Kind.FACT, Kind.EPISODE, Kind.SUMMARY, Kind.PROFILE, Kind.INSIGHT);

    private static final List<Tier> TIERS = List.of(Tier.LONG, Tier.SHORT, Tier.MID, Tier.ARCHIVE);
    private static final List<Role> ROLES = List.of(Role.USER, Role.ASSISTANT, Role.SYSTEM, Role.TOOL);
    private static final List<Status> STATUSES =
            List.of(Status.ACTIVE, Status.SUPERSEDED, Status.QUARANTINED, Status.FORGOTTEN);

    private CommitFormat() {}

    /**
     * Encodes kind, tier and role in one byte, since every turn has all three: {@code kind << 5 | tier << 3 | role}.
     */
    static int shape(Kind kind, Tier tier, @Nullable Role role) {
        return Math.max(0, KINDS.indexOf(kind)) << 5 | tier(tier) << 3 | (role == null ? 0 : 1 + ROLES.indexOf(role));
    }

    static int tier(Tier tier) {
        return TIERS.indexOf(tier);
    }

    static Tier tier(int number) throws MalformedException {
        if (number >= TIERS.size()) {
            throw new MalformedException("unknown tier " + number);
        }
        return TIERS.get(number);
    }

    static int status(Status status) {
        return STATUSES.indexOf(status);
    }

    static Status status(int number) throws MalformedException {
        if (number >= STATUSES.size()) {
            throw new MalformedException("unknown status " + number);
        }
        return STATUSES.get(number);
    }

    /** The kind in a shape byte, or null if a field holds its name. */
    static @Nullable Kind kindOf(int shape) {
        return KINDS.get(shape >>> 5);
    }

    static Tier tierOf(int shape) {
        return TIERS.get(shape >>> 3 & 3);
    }

    static @Nullable Role roleOf(int shape) throws MalformedException {
        int number = shape & 7;
        if (number > ROLES.size()) {
            throw new MalformedException("unknown role " + number);
        }
        return number == 0 ? null : ROLES.get(number - 1);
    }
}
