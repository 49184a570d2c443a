// Stands in for the package server-only under Vitest.
export {};
