/** Vectors of Chinese words, for the static embedder of memcore. */
module dev.memcore.embed.zh {
    requires static org.jspecify;

    exports dev.memcore.embed.zh;
}
