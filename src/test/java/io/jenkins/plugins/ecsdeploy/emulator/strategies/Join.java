package io.jenkins.plugins.ecsdeploy.emulator.strategies;

/** What goes on side by side in a stage; when the last of it is over, something follows. */
final class Join {
    private final Runnable then;
    private int open;

    Join(Runnable then) {
        this.then = then;
    }

    /** One more; answers what is to be called when it is over. */
    Runnable add() {
        open++;
        return () -> {
            if (--open == 0) {
                then.run();
            }
        };
    }
}
