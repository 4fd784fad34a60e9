package io.candelabra.dialect.lutron.leap.view;

import java.util.List;

/**
 * An area in the tree of areas.
 *
 * @param key id in the core; empty for a root that stands above several trees
 * @param parent key of the area above; the area itself at the root
 */
public record Area(int id, String key, String parent, String name, String vendorJson, List<String> children) {

    public String href() {
        return "/area/" + id;
    }

    public boolean isRoot() {
        return key.equals(parent);
    }

    public boolean isLeaf() {
        return children.isEmpty();
    }
}
