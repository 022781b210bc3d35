package dev.memcore.inspector.page;

import dev.memcore.inspector.http.AccessTokens;
import dev.memcore.inspector.http.HttpRefusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a user has been shown and may approve: plans of maintenance and previews of erasures. The latest few are kept. Each can be
 * taken once, so that an approval is carried out once. Thread-safe.
 */
final class KeptDrafts<T> {
    private static final int MOST = 4;

    private final Map<String, T> drafts = new LinkedHashMap<>();
    private final String what;

    KeptDrafts(String what) {
        this.what = what;
    }

    /** Keeps a draft, and returns the id by which it can be taken. */
    synchronized String keep(T draft) {
        String id = AccessTokens.random();
        drafts.put(id, draft);
        if (drafts.size() > MOST) {
            drafts.remove(drafts.keySet().iterator().next());
        }
        return id;
    }

    /** Returns and removes a draft. */
    synchronized T take(String id) {
        T draft = drafts.remove(id);
        if (draft == null) {
            throw new HttpRefusal(409, what + " was carried out already, or is too old; make a new one");
        }
        return draft;
    }
}
