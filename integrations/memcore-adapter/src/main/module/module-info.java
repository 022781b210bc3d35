/** What adapters of memcore to frameworks share: windows of chats, entries with ids, calls of models. */
module dev.memcore.adapter {
    requires transitive dev.memcore.api;
    requires static org.jspecify;

    exports dev.memcore.adapter;
    exports dev.memcore.adapter.chat;
    exports dev.memcore.adapter.entry;
    exports dev.memcore.adapter.model;
}
