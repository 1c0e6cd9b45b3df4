package dev.tradewind.policy.compile;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** Turns checked rules into classes with the Drools executable-model compiler. */
public final class RuleCompiler {
    private static final String CLASS_SUFFIX = ".class";
    private static final String MODEL_LIST = "/drools-model";
    private static final String MODEL_VERSION = "Drools-Model-Version";

    private RuleCompiler() {}

    /**
     * Compiles rules. One at a time: the compiler registers its modules in one place for the whole process.
     *
     * @param into takes what the compiler refuses, which a checked rule should never be
     */
    public static synchronized CompiledRules compile(List<RuleFile> files, List<RuleProblem> into) {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId("dev.tradewind", "rules", "1");
        KieFileSystem sources = services.newKieFileSystem();
        sources.generateAndWritePomXML(release);
        for (RuleFile file : files) {
            if (!file.rules().isEmpty()) {
                sources.write("src/main/resources/" + file.packageName().replace('.', '/') + "/" + name(file),
                        file.drl());
            }
        }
        KieBuilder builder = services.newKieBuilder(sources, RuleCompiler.class.getClassLoader());
        try {
            builder.buildAll(ExecutableModelProject.class);
            for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
                into.add(problem(files, message));
            }
            return into.isEmpty()
                    ? classes((InternalKieModule) builder.getKieModule())
                    : new CompiledRules(List.of(), Map.of());
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    private static String name(RuleFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    private static CompiledRules classes(InternalKieModule module) {
        Map<String, byte[]> classes = new TreeMap<>();
        List<String> models = new ArrayList<>();
        for (String name : module.getFileNames()) {
            if (name.endsWith(CLASS_SUFFIX) && name.startsWith("tradewind/")) {
                String className = name.substring(0, name.length() - CLASS_SUFFIX.length()).replace('/', '.');
                classes.put(className, module.getBytes(name));
            } else if (name.endsWith(MODEL_LIST)) {
                new String(module.getBytes(name), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith(MODEL_VERSION))
                        .forEach(models::add);
            }
        }
        return new CompiledRules(models, classes);
    }

    private static RuleProblem problem(List<RuleFile> files, Message message) {
        for (RuleFile file : files) {
            for (Rule rule : file.rules()) {
                if (message.getText().contains("\"" + rule.info().name() + "\"")
                        || message.getText().contains("'" + rule.info().name() + "'")) {
                    return new RuleProblem(
                            file.path(), rule.info().line(), 0, "the rule compiler refuses it: " + oneLine(message),
                            "", "");
                }
            }
        }
        return new RuleProblem("rules", 0, 0, "the rule compiler refuses them: " + oneLine(message), "", "");
    }

    private static String oneLine(Message message) {
        return message.getText().replaceAll("\\s+", " ").strip();
    }
}
