package io.jenkins.plugins.ecsdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

/** The administrator's list of registries, by its form and as code. */
@ExtendWith(QuickJenkins.class)
class RegistriesTest {
    private static JenkinsRule jenkins;

    private final EcsDeployConfiguration configuration = EcsDeployConfiguration.get();

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void forget() {
        configuration.setRegistries(List.of());
    }

    @Test
    void theFormKeepsWhatIsTypedIn() throws Exception {
        configuration.setRegistries(
                List.of(registry("nexus.example.com", null, false), registry("docker.io", null, false), lab()));

        jenkins.configRoundtrip();

        assertThat(configuration.getRegistries())
                .extracting(Registry::getHost)
                .containsExactly("nexus.example.com", "docker.io", "registry:5000");
        assertThat(configuration.getRegistries())
                .extracting(Registry::getUrl)
                .containsExactly(null, null, lab().getUrl());
        assertThat(configuration.getRegistries())
                .extracting(Registry::isPlainHttp)
                .containsExactly(false, false, true);

        configuration.setRegistries(List.of());
        jenkins.configRoundtrip();

        assertThat(configuration.getRegistries()).isEmpty();
    }

    @Test
    void aListThatCannotBeIsNotTakenByTheForm() throws Exception {
        configuration.setRegistries(List.of(registry("nexus.example.com", null, false)));

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlPage page = client.goTo("manage/configure");
            HtmlForm form = page.getFormByName("config");
            form.getInputByName("_.host").setValue("https://nexus.example.com");
            assertThatThrownBy(() -> jenkins.submit(form))
                    .isInstanceOfSatisfying(
                            FailingHttpStatusCodeException.class,
                            e -> assertThat(e.getResponse().getContentAsString())
                                    .contains("is no host"));
        }

        assertThat(configuration.getRegistries()).extracting(Registry::getHost).containsExactly("nexus.example.com");
    }

    @Test
    void configurationAsCodeReadsAndWritesThem(@TempDir Path folder) throws Exception {
        Path yaml = Files.writeString(folder.resolve("jenkins.yaml"), """
                unclassified:
                  ecsDeploy:
                    registries:
                      - host: "nexus.example.com"
                      - host: "registry:5000"
                        url: "http://127.0.0.1:5000/docker"
                        plainHttp: true
                """);

        ConfigurationAsCode.get().configure(yaml.toString());

        assertThat(configuration
                        .registries()
                        .of(ImageReference.parse("registry:5000/web:1"))
                        .base())
                .hasToString("http://127.0.0.1:5000/docker");
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("    registries:\n    - host: \"nexus.example.com\"\n    - host: \"registry:5000\"\n"
                        + "      plainHttp: true\n      url: \"http://127.0.0.1:5000/docker\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "nexus, , false, is no host",
        "https://nexus.example.com, , false, is no host",
        "nexus.example.com, http://nexus.example.com, false, allow plain http for this registry",
        "nexus.example.com, nexus, true, expected https://host",
        "Docker.io, , false, is in the list twice",
        "index.docker.io, , false, is in the list twice",
    })
    void whatCannotBeIsNotKept(String host, String url, boolean plainHttp, String words) {
        assertThatThrownBy(() -> configuration.setRegistries(
                        List.of(registry("docker.io", null, false), registry(host, url, plainHttp))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
        assertThat(configuration.getRegistries()).isEmpty();
    }

    @Test
    void whatIsNotOnTheListIsNotCalled() {
        configuration.setRegistries(List.of(registry("nexus.example.com", null, false)));

        assertThatThrownBy(() -> configuration.registries().of(ImageReference.parse("nexus.exampel.com/web:1")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("did you mean nexus.example.com?");
    }

    @Test
    void theFormSaysWhatIsWrongWhileOneTypes() {
        Registry.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(Registry.DescriptorImpl.class);

        assertThat(form.doCheckHost("nexus").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckHost("123456789012.dkr.ecr.eu-central-1.amazonaws.com").kind)
                .isEqualTo(FormValidation.Kind.WARNING);
        assertThat(form.doCheckHost("nexus.example.com").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckUrl("http://nexus.example.com", false).kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckUrl("http://nexus.example.com", true).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckUrl("", false).kind).isEqualTo(FormValidation.Kind.OK);
    }

    private static Registry lab() {
        return registry("registry:5000", "http://127.0.0.1:5000/docker", true);
    }

    private static Registry registry(String host, String url, boolean plainHttp) {
        Registry registry = new Registry(host);
        registry.setUrl(url);
        registry.setPlainHttp(plainHttp);
        return registry;
    }
}
