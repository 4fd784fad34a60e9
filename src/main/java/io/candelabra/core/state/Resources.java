package io.candelabra.core.state;

import io.candelabra.model.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The stored resources of a site, by kind and id and by what else they are looked up by. Immutable: a change copies the paths
 * to what it changes.
 *
 * <p>An index keeps slots and ids only, a tenth of what a resource takes; the slots are those of the list of the kind, so
 * whatever is looked up comes in the order in which it first came in, also after a restart.
 */
final class Resources {
    static final Resources NONE = new Resources(Trie.empty(), Trie.empty());

    private final Trie<String, Ordered<String, Resource>> byKind;
    private final Trie<Lookup<?>, TreePMap<Long, String>> indexes;

    private Resources(Trie<String, Ordered<String, Resource>> byKind, Trie<Lookup<?>, TreePMap<Long, String>> indexes) {
        this.byKind = byKind;
        this.indexes = indexes;
    }

    Optional<Resource> find(Resource.Ref ref) {
        return ofKind(ref.kind()).find(ref.id());
    }

    @SuppressWarnings("unchecked") // under the name of a kind stand only its records, and nothing can be put in
    <R extends Resource> Ordered<String, R> all(Class<R> kind) {
        return (Ordered<String, R>) ofKind(Resource.ref(kind, "").kind());
    }

    <R extends Resource> List<R> all(Lookup<R> lookup) {
        TreePMap<Long, String> found = indexes.get(lookup);
        if (found == null) {
            return List.of();
        }
        Ordered<String, R> ofKind = all(lookup.kind());
        return found.values().stream()
                .map(id -> ofKind.find(id).orElseThrow(() -> new IllegalStateException("no " + lookup + ": " + id)))
                .toList();
    }

    Resources with(Resource resource) {
        String kind = resource.ref().kind();
        Ordered<String, Resource> ofKind = ofKind(kind);
        Ordered<String, Resource> changed = ofKind.with(resource.id(), resource);
        return new Resources(
                byKind.plus(kind, changed), indexed(changed.slot(resource.id()), ofKind.get(resource.id()), resource));
    }

    Resources without(Resource.Ref ref) {
        Ordered<String, Resource> ofKind = ofKind(ref.kind());
        Resource old = ofKind.get(ref.id());
        if (old == null) {
            return this;
        }
        Ordered<String, Resource> left = ofKind.without(ref.id());
        return new Resources(
                left.isEmpty() ? byKind.minus(ref.kind()) : byKind.plus(ref.kind(), left),
                indexed(ofKind.slot(ref.id()), old, null));
    }

    private Ordered<String, Resource> ofKind(String kind) {
        Ordered<String, Resource> found = byKind.get(kind);
        return found == null ? Ordered.empty() : found;
    }

    /** The indexes where a resource replaces another; entries by which both are found stay as they are. */
    private Trie<Lookup<?>, TreePMap<Long, String>> indexed(
            long slot, @Nullable Resource old, @Nullable Resource fresh) {
        Set<Lookup<?>> before = old == null ? Set.of() : new HashSet<>(Lookup.of(old));
        Set<Lookup<?>> after = fresh == null ? Set.of() : new HashSet<>(Lookup.of(fresh));
        Trie<Lookup<?>, TreePMap<Long, String>> result = indexes;
        for (Lookup<?> gone : before) {
            if (!after.contains(gone)) {
                TreePMap<Long, String> left = entries(result, gone).minus(slot);
                result = left.isEmpty() ? result.minus(gone) : result.plus(gone, left);
            }
        }
        for (Lookup<?> come : after) {
            if (fresh != null && !before.contains(come)) {
                result = result.plus(come, entries(result, come).plus(slot, fresh.id()));
            }
        }
        return result;
    }

    private static TreePMap<Long, String> entries(Trie<Lookup<?>, TreePMap<Long, String>> indexes, Lookup<?> lookup) {
        TreePMap<Long, String> entries = indexes.get(lookup);
        return entries == null ? TreePMap.empty() : entries;
    }

    /** Whether the same resources are there in the same order; the indexes follow from them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resources that && byKind.equals(that.byKind);
    }

    @Override
    public int hashCode() {
        return byKind.hashCode();
    }
}
