package io.jenkins.plugins.ecsdeploy.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done is looked for, and not done again: after a restart, and after an answer that was lost. */
class TagResumeTest extends TagTestBase {
    private final TagRequest request = TagRequest.of(web + ":1.0", List.of("dev"), null, true);

    /** Killed at its first put, or while it reads back. */
    private void killed(String method) {
        byte[][] disk = new byte[1][];
        boolean[] put = new boolean[1];
        registry.onRequest(asked -> {
            if (asked.method().equals(method) && (method.equals("PUT") || put[0]) && disk[0] == null) {
                disk[0] = remembered;
            }
            put[0] |= asked.method().equals("PUT");
        });
        if (method.equals("PUT")) {
            // Three tries, none of which arrives.
            registry.cut("PUT").cut("PUT").cut("PUT");
            assertThatThrownBy(() -> run(request)).isInstanceOf(RuntimeException.class);
        } else {
            run(request);
        }
        registry.onRequest(asked -> {});
        remembered = disk[0];
        registry.forgetRequests();
        log.clear();
    }

    @Test
    void betweenPutAndReadBackItIsLookedFor() {
        killed("HEAD");

        Map<String, Object> result = resume(request);

        assertThat(registry.lines()).noneMatch(TagTestBase::isPut);
        assertThat(result)
                .containsEntry("changed", true)
                .containsEntry("previousDigest", before)
                .containsEntry("digest", digest);
        assertThat(log).containsExactly(web + ":dev: " + before + " → " + digest);
    }

    @Test
    void aPutThatWasNotCarriedOutIsDone() {
        killed("PUT");
        assertThat(registry.tag("team/web", "dev")).isEqualTo(before);

        Map<String, Object> result = resume(request);

        assertThat(registry.tag("team/web", "dev")).isEqualTo(digest);
        assertThat(result).containsEntry("changed", true).containsEntry("previousDigest", before);
    }

    @Test
    void whatSomebodyElseMovedMeanwhileIsLeftAlone() {
        killed("HEAD");
        String theirs = registry.push(
                "team/web", "dev", TestImages.image(TestImages.OCI_MANIFEST, "theirs"), TestImages.OCI_MANIFEST);

        assertThatThrownBy(() -> resume(request))
                .hasMessageContaining("is now " + theirs)
                .hasMessageContaining("somebody else has moved it while Jenkins was away");
        assertThat(registry.tag("team/web", "dev")).isEqualTo(theirs);
    }

    @Test
    void theImageIsNotResolvedAgain() {
        killed("PUT");
        registry.push("team/web", "1.0", TestImages.image(TestImages.OCI_MANIFEST, "newer"), TestImages.OCI_MANIFEST);

        assertThat(resume(request)).containsEntry("digest", digest);
        assertThat(registry.tag("team/web", "dev")).isEqualTo(digest);
    }

    @Test
    void whatIsDoneIsNotLookedAtAgain() {
        run(request);
        registry.push("team/web", "dev", TestImages.image(TestImages.OCI_MANIFEST, "later"), TestImages.OCI_MANIFEST);
        registry.forgetRequests();

        assertThat(resume(request)).containsEntry("previousDigest", before).containsEntry("changed", true);
        assertThat(registry.lines()).containsExactly("GET " + MANIFESTS + digest + " 200");
    }

    @Test
    void noTagIsForgottenThatIsNotInWhatWasRememberedOfIt() {
        TagState ofOne = new TagState(request);
        TagRequest ofTwo = TagRequest.of(web + ":1.0", List.of("dev", "new"), null, true);

        new TagImage(ofTwo, stores(), this, ofOne).run();

        assertThat(registry.tag("team/web", "dev")).isEqualTo(digest);
        assertThat(registry.tag("team/web", "new")).isEqualTo(digest);
    }

    @Test
    void whatIsUnderWayIsToldAsSomethingThatMayBe() {
        List<List<String>> told = new ArrayList<>();
        List<TagState> copies = new ArrayList<>();
        TagHost host = new TagHost() {
            @Override
            public void log(String line) {}

            @Override
            public void remember(TagState state) {
                told.add(state.inWords(request.repository()));
                copies.add(state.copy());
            }
        };

        new TagImage(request, stores(), host, new TagState(request)).run();

        String name = web + ":dev: ";
        assertThat(told)
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of(name + "perhaps " + before + " → " + digest),
                        List.of(name + before + " → " + digest));
        assertThat(copies)
                .extracting(copy -> copy.inWords(request.repository()))
                .isEqualTo(told);
    }

    @Test
    void aPutThatWasRefusedIsNoDoubt() {
        TagState state = new TagState(request);
        registry.quirk(Quirk.IMMUTABLE_412);

        assertThatThrownBy(() -> new TagImage(request, stores(), this, state).run())
                .hasMessageContaining("protected");

        assertThat(state.inDoubt(request.repository())).isEmpty();
        assertThat(state.moves()).extracting(TagMove::phase).containsExactly(TagMove.Phase.WANTED);
    }

    @Test
    void aPutThatIsNotAnsweredIsOne() {
        TagState state = new TagState(request);
        registry.cut("PUT").cut("PUT").cut("PUT");

        assertThatThrownBy(() -> new TagImage(request, stores(), this, state).run());

        assertThat(state.inDoubt(request.repository()))
                .containsExactly(web + ":dev: perhaps " + before + " → " + digest);
    }

    @Test
    void aPutWhoseAnswerIsLostIsLookedFor() {
        registry.quirk(Quirk.IMMUTABLE_412).loseAnswer("PUT");

        Map<String, Object> result = tag(web + ":1.0", "new");

        assertThat(result).containsEntry("changed", true);
        assertThat(registry.lines()).filteredOn(TagTestBase::isPut).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aPutThatIsRefusedForTheMomentIsTriedAgain(int status) {
        registry.answer("PUT", status, Map.of(), "").answer("PUT", status, Map.of(), "");

        assertThat(tag(web + ":1.0", "dev")).containsEntry("changed", true);
        assertThat(registry.lines()).filteredOn(TagTestBase::isPut).hasSize(3);
    }

    @Test
    void threePutsAreEnough() {
        registry.answer("PUT", 503, Map.of(), "")
                .answer("PUT", 503, Map.of(), "")
                .answer("PUT", 503, Map.of(), "");

        assertThatThrownBy(() -> tag(web + ":1.0", "dev")).hasMessageContaining("503");
        assertThat(registry.lines()).filteredOn(TagTestBase::isPut).hasSize(3);
    }

    @Test
    void whereNothingCanBeRememberedNothingIsChanged() {
        TagHost full = new TagHost() {
            @Override
            public void log(String line) {}

            @Override
            public void remember(TagState state) {
                throw new IllegalStateException("disk full");
            }
        };

        assertThatThrownBy(() -> new TagImage(request, stores(), full, new TagState(request)).run())
                .hasMessage("disk full");
        assertThat(registry.lines()).noneMatch(TagTestBase::isPut);
    }
}
