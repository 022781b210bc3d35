package dev.memcore.inspector.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Page;
import dev.memcore.inspector.http.RequestParameters;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, with the place where the next one starts. */
final class ListPage {
    private static final int SIZE = 50;
    private static final int MAX_SIZE = 200;

    private ListPage() {}

    static int size(RequestParameters request) {
        return request.number("limit", SIZE, 1, MAX_SIZE);
    }

    /** The id after which a page of memories starts, or null for the first page. */
    static @Nullable MemoryId after(RequestParameters request) {
        String after = request.optional("after");
        return after == null ? null : MemoryId.parse(after);
    }

    static ObjectNode of(Page page) {
        return of(page.memories(), page.next());
    }

    static ObjectNode of(List<Memory> memories, @Nullable MemoryId next) {
        ObjectNode node = MemoryJson.object();
        ArrayNode items = node.putArray("items");
        memories.forEach(memory -> items.add(MemoryJson.brief(memory)));
        return node.put("next", MemoryJson.text(next));
    }

    /** A part of a list that is known as a whole. */
    static <T> ObjectNode of(RequestParameters request, List<T> all, Function<T, ObjectNode> json) {
        int from = Math.min(request.number("offset", 0, 0, Integer.MAX_VALUE), all.size());
        int to = (int) Math.min(all.size(), (long) from + size(request));
        ObjectNode node = MemoryJson.object();
        ArrayNode items = node.putArray("items");
        all.subList(from, to).forEach(item -> items.add(json.apply(item)));
        return node.put("offset", from).put("total", all.size());
    }
}
