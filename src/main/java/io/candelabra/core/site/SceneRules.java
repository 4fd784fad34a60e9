package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.state.References;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Scene;

/** Scenes, and what starts them later. */
final class SceneRules {
    private SceneRules() {}

    /** What starts later as a scene is one that is there. */
    static void check(Draft draft, DelayedStart start) {
        String scene = start.plan().scene();
        if (!scene.isEmpty() && draft.state().resource(Scene.class, scene).isEmpty()) {
            throw Refused.noSuch("scene", scene);
        }
    }

    /** A scene that is gone does not start any more, whenever it was to start. */
    static void endDelayed(Draft draft, Scene gone) {
        for (Resource pointing : References.to(draft.state(), gone.ref())) {
            if (pointing instanceof DelayedStart start) {
                draft.add(new SiteEvent.ResourceDeleted(start));
            }
        }
    }
}
