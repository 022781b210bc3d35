/** A host on the module path. */
module consumer {
    requires dev.memcore;
}
