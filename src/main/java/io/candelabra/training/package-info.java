/**
 * Clients that give a server something to do while Java takes down what it learns: the load of a training run, whose
 * cache later starts begin with ({@code docs/adr/0023-the-cache-has-seen-real-load.md}).
 *
 * <p>Where a server listens and how it is entered comes in. No room of the server may: these clients know it by its ports alone,
 * as every other client does. Start with {@link io.candelabra.training.TrainingLoad}.
 */
@NullMarked
package io.candelabra.training;

import org.jspecify.annotations.NullMarked;
