package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapUrl;
import io.candelabra.dialect.lutron.leap.message.Verb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All resources of the language as a tree of words, with the verbs that each understands. Fixed at start. */
public final class ResourceTree {

    /**
     * A verb on a path, by the class that registered it.
     *
     * @param envelopes in which it is understood
     * @param open whether it is answered before anybody has proved who they are
     */
    public record Entry(Verb verb, String path, Class<?> owner, Set<Envelope> envelopes, boolean open) {}

    public record Target(LeapRoutes.LeapHandler handler, Set<Envelope> envelopes, boolean open) {}

    public record Match(Target target, Map<String, String> variables) {}

    private static final class Node {
        private final Map<String, Node> words = new HashMap<>();
        private @Nullable Node variable;
        private String name = "";
        private final Map<Verb, Target> targets = new EnumMap<>(Verb.class);
    }

    private final Node root = new Node();
    private final List<Entry> entries = new ArrayList<>();

    public ResourceTree(List<? extends LeapRouteSet> sets) {
        for (LeapRouteSet set : sets) {
            set.routes(new Taker(set.getClass()));
        }
    }

    /** All routes, in the order in which they were registered. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    private final class Taker implements LeapRoutes {
        private final Class<?> owner;

        Taker(Class<?> owner) {
            this.owner = owner;
        }

        @Override
        public LeapRoutes open(Verb verb, String path, LeapHandler handler) {
            return add(verb, path, new Target(handler, Set.of(Envelope.values()), true));
        }

        @Override
        public LeapRoutes route(Verb verb, String path, LeapHandler handler) {
            return add(verb, path, new Target(handler, Set.of(Envelope.values()), false));
        }

        @Override
        public LeapRoutes only(Envelope envelope, Verb verb, String path, LeapHandler handler) {
            return add(verb, path, new Target(handler, Set.of(envelope), false));
        }

        private LeapRoutes add(Verb verb, String path, Target target) {
            Node at = root;
            for (String word : path.substring(1).split("/", -1)) {
                at = word.startsWith("{") ? variable(at, word) : at.words.computeIfAbsent(word, w -> new Node());
            }
            if (at.targets.put(verb, target) != null) {
                throw new IllegalArgumentException(verb + " " + path + " is there twice");
            }
            entries.add(new Entry(verb, path, owner, target.envelopes(), target.open()));
            return this;
        }

        private static Node variable(Node at, String word) {
            String name = word.substring(1, word.length() - 1);
            Node next = at.variable;
            if (next == null) {
                next = new Node();
                next.name = name;
                at.variable = next;
            } else if (!next.name.equals(name)) {
                throw new IllegalArgumentException("one variable has two names: " + name + " and " + next.name);
            }
            return next;
        }
    }

    /**
     * The handler of a call; throws {@link LeapError} 404 where there is no such resource, 405 where it has not this
     * verb.
     */
    public Match find(Envelope envelope, Verb verb, LeapUrl url) {
        List<String> words = url.segments();
        Map<String, String> variables = new HashMap<>();
        Node node = find(root, words, 0, variables).orElseThrow(() -> LeapError.noSuch(url.text()));
        Target target = node.targets.get(verb == Verb.UNSUBSCRIBE ? Verb.SUBSCRIBE : verb);
        if (target == null || !target.envelopes().contains(envelope)) {
            throw LeapError.notSupported();
        }
        return new Match(target, variables);
    }

    private static Optional<Node> find(Node at, List<String> words, int index, Map<String, String> variables) {
        if (index == words.size()) {
            return at.targets.isEmpty() ? Optional.empty() : Optional.of(at);
        }
        Node literal = at.words.get(words.get(index));
        if (literal != null) {
            Optional<Node> found = find(literal, words, index + 1, variables);
            if (found.isPresent()) {
                return found;
            }
        }
        Node variable = at.variable;
        if (variable == null || words.get(index).isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> found = find(variable, words, index + 1, variables);
        found.ifPresent(ignored -> variables.put(variable.name, words.get(index)));
        return found;
    }
}
