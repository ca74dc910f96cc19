package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.emulator.Faults;

/** What may happen to a call that changes something, or to its answer. */
public enum Trouble {
    CUT_BEFORE {
        @Override
        public void meet(Faults faults, String action) {
            faults.cut(action);
        }
    },
    CUT_BEFORE_THRICE {
        @Override
        public void meet(Faults faults, String action) {
            faults.cut(action, 3);
        }
    },
    ANSWER_LOST {
        @Override
        public void meet(Faults faults, String action) {
            faults.lostAnswer(action);
        }
    },
    /** Nothing was done at first, and then it was, but nobody heard of it. */
    CUT_AND_THEN_ANSWER_LOST {
        @Override
        public void meet(Faults faults, String action) {
            faults.cut(action).lostAnswer(action);
        }
    },
    /** Done, and AWS cannot be reached for minutes to find that out. */
    ANSWER_LOST_AND_THEN_NOTHING {
        @Override
        public void meet(Faults faults, String action) {
            faults.lostAnswer(action);
            faults.cut("DescribeServices", 12).after(1);
            faults.cut("DescribeServiceDeployments", 12).after(1);
        }
    },
    THROTTLED {
        @Override
        public void meet(Faults faults, String action) {
            faults.throttle(action, 1);
        }
    },
    SERVER_ERROR {
        @Override
        public void meet(Faults faults, String action) {
            faults.serverError(action, 2, 500);
        }
    },
    OUT_OF_SERVICE {
        @Override
        public void meet(Faults faults, String action) {
            faults.serverError(action, 2, 503);
        }
    };

    /** Lets the next calls of the action meet it. */
    public abstract void meet(Faults faults, String action);
}
