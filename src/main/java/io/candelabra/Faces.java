package io.candelabra;

import io.candelabra.dialect.overkiz.OverkizFace;
import io.candelabra.dialect.overkiz.words.OverkizLimits;
import io.candelabra.dialect.sustainder.SustainderFace;
import io.candelabra.push.Webhooks;
import java.util.List;

/**
 * The dialects over the rooms, and the webhooks that speak for them.
 *
 * @param posts what goes out to other machines
 * @param webhooks the readers of all subscriptions; they begin when they are started
 */
record Faces(Posts posts, Webhooks webhooks, OverkizFace overkiz, SustainderFace sustainder, LutronFaces lutron) {

    static Faces over(Rooms rooms) {
        Posts posts = Posts.of(rooms);
        OverkizFace overkiz = overkiz(rooms);
        LutronFaces lutron = new LutronFaces(rooms);
        Webhooks webhooks = posts.webhooks(List.of(SustainderFace.pushes(rooms.sites()), lutron.pushes()));
        return new Faces(posts, webhooks, overkiz, sustainder(rooms, posts, webhooks), lutron);
    }

    private static OverkizFace overkiz(Rooms rooms) {
        OverkizLimits.Mode limits =
                switch (rooms.settings().limits()) {
                    case VENDOR -> OverkizLimits.Mode.VENDOR;
                    case LOCAL -> OverkizLimits.Mode.LOCAL;
                    case OFF -> OverkizLimits.Mode.OFF;
                };
        return rooms.open()
                .opened(new OverkizFace(rooms.sites(), rooms.accounts(), rooms.wall(), rooms.random(), limits));
    }

    private static SustainderFace sustainder(Rooms rooms, Posts posts, Webhooks webhooks) {
        return new SustainderFace(
                rooms.sites(),
                rooms.accounts(),
                rooms.vault(),
                webhooks,
                posts.sender(),
                posts.mail(),
                rooms.clock(),
                rooms.wall(),
                rooms.random());
    }
}
