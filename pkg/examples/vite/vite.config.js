export default {
  // The development server bundles what it finds in node_modules, and would lose the engine's worker and module by it.
  optimizeDeps: { exclude: ['dagdeel'] },
};
